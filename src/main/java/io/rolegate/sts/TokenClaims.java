package io.rolegate.sts;

import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.TemporarySession;
import io.vertx.core.json.JsonObject;

/**
 * The claims of a SecurityToken. A session has exactly one encoding, save for the packed policy of a role session, which is
 * carried along as it was first packed.
 */
sealed interface TokenClaims permits RoleClaims, LogonClaims {
    String ISSUER = "rolegate-sts";
    String AUDIENCE = "rolegate";
    String KIND = "kind";

    TemporarySession session();

    JsonObject encode();

    static TokenClaims of(TemporarySession session) {
        return session instanceof LogonSession logon
                ? new LogonClaims(logon)
                : RoleClaims.of((Principal.RoleSession) session);
    }

    /** Reads claims; a RuntimeException where they aren't of this shape. The caller compares with {@link #encode}. */
    static TokenClaims decode(JsonObject claims) {
        return switch (claims.getString(KIND)) {
            case RoleClaims.OWN_KIND -> RoleClaims.decode(claims);
            case LogonClaims.OWN_KIND -> LogonClaims.decode(claims);
            default -> throw new IllegalArgumentException("There are no tokens of kind " + claims.getString(KIND));
        };
    }

    /** What every token says first. */
    static JsonObject begin(String kind, String accessKeyId) {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put(KIND, kind)
                .put("jti", accessKeyId);
    }
}
