package io.rolegate.sts;

import io.rolegate.identity.Principal;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionLink;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of a role session's token. */
record RoleClaims(Principal.RoleSession session, @Nullable PackedPolicy policy) implements TokenClaims {
    static final String OWN_KIND = "role-session";

    static RoleClaims of(Principal.RoleSession session) {
        String policy = session.grant().sessionPolicy();
        return new RoleClaims(session, policy == null ? null : PackedPolicy.pack(policy));
    }

    /** What the session register keeps of a session: all but its policy. */
    static String textOf(Principal.RoleSession session) {
        return new RoleClaims(session, null).encode().encode();
    }

    /** The session, without its policy, that {@link #textOf} wrote down. */
    static Principal.RoleSession read(String text) {
        return decode(new JsonObject(text)).session();
    }

    @Override
    public JsonObject encode() {
        SessionGrant grant = session.grant();
        JsonObject claims = TokenClaims.begin(OWN_KIND, grant.accessKeyId())
                .put("role", encode(session.role()))
                .put("src", SourceClaim.encode(grant.source()));
        if (!grant.parents().isEmpty()) {
            claims.put(
                    "via",
                    new JsonArray(
                            grant.parents().stream().map(RoleClaims::encode).toList()));
        }
        if (policy != null) {
            claims.put("pol", policy.text());
        }
        if (grant.sourceIdentity() != null) {
            claims.put("sid", grant.sourceIdentity());
        }
        return claims.put("pos", grant.position())
                .put("iat", grant.issuedAt().getEpochSecond())
                .put("exp", grant.expiresAt().getEpochSecond());
    }

    static RoleClaims decode(JsonObject claims) {
        String packed = claims.getString("pol");
        PackedPolicy policy = packed == null ? null : new PackedPolicy(packed);
        SessionGrant grant = new SessionGrant(
                claims.getString("jti"),
                SourceClaim.decode(claims.getJsonArray("src")),
                decodeParents(claims.getJsonArray("via", new JsonArray())),
                policy == null ? null : policy.unpack(),
                claims.getString("sid"),
                Instant.ofEpochSecond(claims.getLong("iat")),
                Instant.ofEpochSecond(claims.getLong("exp")),
                claims.getLong("pos"));
        return new RoleClaims(new Principal.RoleSession(decodeLink(claims.getJsonArray("role")), grant), policy);
    }

    private static JsonArray encode(SessionLink parent) {
        return encode(parent.role()).add(parent.accessKeyId()).add(parent.position());
    }

    private static JsonArray encode(RoleLink link) {
        return JsonArray.of(link.accountId(), link.roleId(), link.roleName(), link.sessionName());
    }

    private static List<SessionLink> decodeParents(JsonArray parents) {
        return parents.stream()
                .map(JsonArray.class::cast)
                .map(parent -> new SessionLink(decodeLink(parent), parent.getString(4), parent.getLong(5)))
                .toList();
    }

    private static RoleLink decodeLink(JsonArray link) {
        return new RoleLink(link.getString(0), link.getString(1), link.getString(2), link.getString(3));
    }
}
