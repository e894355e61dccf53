package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.ServiceKey;
import io.rolegate.identity.TemporarySession;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues and verifies SecurityTokens: JWTs signed with HS256, of canonical encoding only (design, section 5). Says nothing
 * about expiry, revocation or the AccessKeyId that came with a token: see {@link SessionVerifier} and {@link
 * SessionLiveness}.
 */
public final class SecurityTokens {
    /** The claim that names the key which the secret is derived from: so keys of both purposes are rotated independently. */
    private static final String DERIVATION_KEY = "dk";

    private final Vertx vertx;
    private final KeyRing keys;
    private final Map<String, TokenKey> tokenKeys = new ConcurrentHashMap<>();

    public SecurityTokens(Vertx vertx, KeyRing keys) {
        this.vertx = vertx;
        this.keys = keys;
    }

    /**
     * A token for a session, signed with the current key.
     *
     * @throws ApiException {@code InvalidParameter.PolicySize} if it would exceed 4 KiB
     */
    public String issue(TemporarySession session) {
        return sign(session).text();
    }

    /** A token for a session together with the id of the key that its secret is derived from. */
    SignedToken sign(TemporarySession session) {
        TokenKey key = tokenKey(keys.current(KeyPurpose.TOKEN_SIGNING));
        String derivationKid = keys.current(KeyPurpose.SECRET_DERIVATION).kid();
        String text = key.sign(encode(TokenClaims.of(session), derivationKid));
        if (text.length() > CompactToken.MAX_BYTES) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "PolicySize",
                    "The session policy is too large in packed form: it makes the security token exceed "
                            + CompactToken.MAX_BYTES + " bytes. Shorten it.");
        }
        return new SignedToken(text, derivationKid);
    }

    private static JsonObject encode(TokenClaims claims, String derivationKid) {
        return claims.encode().put(DERIVATION_KEY, derivationKid);
    }

    /**
     * The session that a token carries and the ids of its keys; empty for every text that is not, letter for letter, a token
     * issued here with a key that is still accepted. Never fails. The future is complete on return.
     */
    Future<Optional<VerifiedToken>> verify(String token) {
        CompactToken compact = CompactToken.split(token).orElse(null);
        if (compact == null || !compact.hasCanonicalSignature()) {
            return Future.succeededFuture(Optional.empty());
        }
        for (ServiceKey key : keys.accepted(KeyPurpose.TOKEN_SIGNING)) {
            TokenKey tokenKey = tokenKey(key);
            if (tokenKey.wrote(compact)) {
                return verify(compact, tokenKey);
            }
        }
        return Future.succeededFuture(Optional.empty());
    }

    /** Whether tokens of these keys are accepted, and their secrets can be derived. */
    boolean accepts(TokenKeys used) {
        return keys.find(KeyPurpose.TOKEN_SIGNING, used.signing()).isPresent()
                && keys.find(KeyPurpose.SECRET_DERIVATION, used.derivation()).isPresent();
    }

    private Future<Optional<VerifiedToken>> verify(CompactToken token, TokenKey key) {
        // A future first: JWTAuth throws, rather than fails, on signed claims of a type that it doesn't expect.
        return Future.succeededFuture(token)
                .compose(key::verify)
                .map(claims -> read(token, claims, key.kid()))
                .otherwise(Optional.empty());
    }

    private static Optional<VerifiedToken> read(CompactToken token, JsonObject claims, String kid) {
        TokenClaims read = TokenClaims.decode(claims);
        String derivationKid = claims.getString(DERIVATION_KEY);
        return token.carries(encode(read, derivationKid).encode())
                ? Optional.of(new VerifiedToken(new TokenKeys(kid, derivationKid), read.session()))
                : Optional.empty();
    }

    private TokenKey tokenKey(ServiceKey key) {
        return tokenKeys.computeIfAbsent(key.kid(), kid -> new TokenKey(vertx, key));
    }

    /** A token as issued. */
    record SignedToken(String text, String derivationKid) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** The ids of the keys that signed a token, and that the secret which goes with it is derived from. */
    record TokenKeys(String signing, String derivation) {}

    /** What a genuine token says. */
    record VerifiedToken(TokenKeys keys, TemporarySession session) {}
}
