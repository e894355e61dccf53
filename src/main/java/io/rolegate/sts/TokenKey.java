package io.rolegate.sts;

import io.rolegate.identity.ServiceKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/**
 * One key of SecurityTokens: signs and verifies with everything pinned. The whole JOSE header is fixed for a key, so it is
 * compared as text, and neither {@code alg} nor {@code kid} of a token is ever followed. Vert.x always writes {@code typ}
 * as {@code JWT}; what tells these tokens from others is {@code cty}, {@code iss} and {@code aud}.
 */
final class TokenKey {
    private static final String ALGORITHM = "HS256";
    private static final String CONTENT_TYPE = "rolegate-security-token";

    private final String kid;
    private final JWTAuth jwt;
    private final JWTOptions signing;
    private final String headerSegment;

    TokenKey(Vertx vertx, ServiceKey key) {
        this.kid = key.kid();
        this.signing = new JWTOptions()
                .setAlgorithm(ALGORITHM)
                .setHeader(new JsonObject().put("cty", CONTENT_TYPE))
                .setNoTimestamp(true);
        // Expiry is judged by the injected clock, on every use, not once by the system's.
        JWTOptions verification = new JWTOptions()
                .setIssuer(TokenClaims.ISSUER)
                .addAudience(TokenClaims.AUDIENCE)
                .setIgnoreExpiration(true);
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setId(kid)
                                .setBuffer(Buffer.buffer(key.material().bytes())))
                        .setJWTOptions(verification));
        String sample = sign(new JsonObject());
        this.headerSegment = sample.substring(0, sample.indexOf('.'));
    }

    String kid() {
        return kid;
    }

    String sign(JsonObject claims) {
        return jwt.generateToken(claims, signing);
    }

    /** Whether the token's header is letter for letter the one that this key writes. */
    boolean wrote(CompactToken token) {
        return token.header().equals(headerSegment);
    }

    /** The claims of a token with this key's signature, issuer and audience; fails for any other. */
    Future<JsonObject> verify(CompactToken token) {
        return jwt.authenticate(new TokenCredentials(token.text())).map(TokenKey::claims);
    }

    private static JsonObject claims(User user) {
        return user.attributes().getJsonObject("accessToken");
    }
}
