package io.rolegate.backend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the gateway's identity assertions (design section 8): ES256 JWTs for one audience, that live 60 seconds at
 * most. What was verified is remembered by the whole assertion until it expires. Confined to one event loop.
 */
public final class AssertionVerifier {
    /** The header that carries the assertion. */
    public static final String HEADER = "x-rolegate-assertion";

    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration MAX_LIFE = Duration.ofSeconds(60);

    private final AssertionKeys keys;
    private final InstantSource clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(MAX_LIFE)
            .build();

    private record Verified(Caller caller, long expiresSecond) {}

    /** A verifier for assertions made for {@code audience}, with the keys published at {@code jwksUrl}. */
    public AssertionVerifier(Vertx vertx, URI jwksUrl, String audience) {
        this(vertx, jwksUrl, audience, InstantSource.system());
    }

    AssertionVerifier(Vertx vertx, URI jwksUrl, String audience, InstantSource clock) {
        this.keys = new AssertionKeys(vertx, jwksUrl, audience);
        this.clock = clock;
    }

    /**
     * The caller that the assertion speaks for. Fails with {@link AssertionException} where it is missing, malformed,
     * expired, for another service, not signed by a published key, or where the keys can't be fetched.
     */
    public Future<Caller> verify(@Nullable String assertion) {
        if (assertion == null || assertion.isEmpty()) {
            return Future.failedFuture(AssertionException.invalid("the identity assertion is missing"));
        }
        Verified known = verified.getIfPresent(assertion);
        if (known != null) {
            return isExpired(known) ? Future.failedFuture(expired()) : Future.succeededFuture(known.caller());
        }
        AssertionHeader header;
        try {
            header = AssertionHeader.of(assertion);
        } catch (AssertionException e) {
            return Future.failedFuture(e);
        }
        return keys.verifierFor(header.keyId())
                .compose(verifier -> verifier.authenticate(new TokenCredentials(assertion))
                        .recover(failure -> Future.failedFuture(
                                AssertionException.invalid("the identity assertion is not valid here and now"))))
                .compose(this::accept)
                .onSuccess(fresh -> verified.put(assertion, fresh))
                .map(Verified::caller);
    }

    /** Releases the client that fetches keys. */
    public void close() {
        keys.close();
    }

    private Future<Verified> accept(User user) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        try {
            Verified fresh = new Verified(caller(claims), expiry(claims));
            return isExpired(fresh) ? Future.failedFuture(expired()) : Future.succeededFuture(fresh);
        } catch (IllegalArgumentException | ClassCastException e) {
            return Future.failedFuture(AssertionException.invalid("the identity assertion's claims are incomplete"));
        }
    }

    private static Caller caller(JsonObject claims) {
        return new Caller(
                claims.getString("account", ""),
                claims.getString("sub", ""),
                claims.getString("principalType", ""),
                claims.getString("session"));
    }

    private static long expiry(JsonObject claims) {
        Long issued = claims.getLong("iat");
        Long expires = claims.getLong("exp");
        if (issued == null || expires == null || expires - issued > MAX_LIFE.toSeconds()) {
            throw new IllegalArgumentException("iat and exp must be at most " + MAX_LIFE.toSeconds() + " s apart");
        }
        return expires;
    }

    private boolean isExpired(Verified assertion) {
        return clock.instant().getEpochSecond() >= assertion.expiresSecond();
    }

    private static AssertionException expired() {
        return AssertionException.invalid("the identity assertion has expired");
    }
}
