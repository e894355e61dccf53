package io.rolegate.sts;

import io.rolegate.identity.LogonSession;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The claims of a log-on's token; an account's owner has no user id. */
record LogonClaims(LogonSession session) implements TokenClaims {
    static final String OWN_KIND = "logon";

    @Override
    public JsonObject encode() {
        JsonArray who = JsonArray.of(session.accountId());
        if (session.userId() != null) {
            who.add(session.userId()).add(session.userName());
        }
        return TokenClaims.begin(OWN_KIND, session.accessKeyId())
                .put("who", who)
                .put("mfa", session.mfa())
                .put("pwm", session.passwordMark())
                .put("pos", session.position())
                .put("iat", session.issuedAt().getEpochSecond())
                .put("exp", session.expiresAt().getEpochSecond());
    }

    static LogonClaims decode(JsonObject claims) {
        JsonArray who = claims.getJsonArray("who");
        boolean owner = who.size() == 1;
        return new LogonClaims(new LogonSession(
                claims.getString("jti"),
                who.getString(0),
                owner ? null : who.getString(1),
                owner ? "" : who.getString(2),
                claims.getBoolean("mfa"),
                claims.getString("pwm"),
                Instant.ofEpochSecond(claims.getLong("iat")),
                Instant.ofEpochSecond(claims.getLong("exp")),
                claims.getLong("pos")));
    }
}
