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

/**
 * The claims of a role session's SecurityToken. A session has exactly one encoding, save for the packed policy, which is
 * carried along as it was first packed.
 */
record TokenClaims(Principal.RoleSession session, @Nullable PackedPolicy policy) {
    static final String ISSUER = "rolegate-sts";
    static final String AUDIENCE = "rolegate";

    private static final String KIND = "role-session";

    static TokenClaims of(Principal.RoleSession session) {
        String policy = session.grant().sessionPolicy();
        return new TokenClaims(session, policy == null ? null : PackedPolicy.pack(policy));
    }

    /** What the session register keeps of a session: all but its policy. */
    static String textOf(Principal.RoleSession session) {
        return new TokenClaims(session, null).encode().encode();
    }

    /** The session, without its policy, that {@link #textOf} wrote down. */
    static Principal.RoleSession read(String text) {
        return decode(new JsonObject(text)).session();
    }

    JsonObject encode() {
        SessionGrant grant = session.grant();
        JsonObject claims = new JsonObject()
                .put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("kind", KIND)
                .put("jti", grant.accessKeyId())
                .put("role", encode(session.role()))
                .put("src", SourceClaim.encode(grant.source()));
        if (!grant.parents().isEmpty()) {
            claims.put(
                    "via",
                    new JsonArray(
                            grant.parents().stream().map(TokenClaims::encode).toList()));
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

    /** Reads claims; a RuntimeException where they aren't of this shape. The caller compares with {@link #encode}. */
    static TokenClaims decode(JsonObject claims) {
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
        return new TokenClaims(new Principal.RoleSession(decodeLink(claims.getJsonArray("role")), grant), policy);
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
