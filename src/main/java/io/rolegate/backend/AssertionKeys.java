package io.rolegate.backend;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's public assertion keys, fetched from its JWKS URL. An unknown key id makes them be fetched again, at most
 * once a second, so that a rotated key is found and a flood of made-up ids is not passed on. Old keys are used until a
 * fetch succeeds. Confined to one event loop.
 */
final class AssertionKeys {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration REFETCH_PAUSE = Duration.ofSeconds(1);
    private static final long FETCH_TIMEOUT_MILLIS = 3000;
    private static final int LEEWAY_SECONDS = 5;

    private final Vertx vertx;
    private final WebClient client;
    private final URI jwksUrl;
    private final String audience;
    private @Nullable KeySet current;
    private @Nullable Future<KeySet> fetching;
    private long nextRefetchNanos = System.nanoTime();

    private record KeySet(Set<String> ids, JWTAuth verifier, long fetchedNanos) {
        boolean isOld() {
            return System.nanoTime() - fetchedNanos > MAX_AGE.toNanos();
        }
    }

    AssertionKeys(Vertx vertx, URI jwksUrl, String audience) {
        this.vertx = vertx;
        this.client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
        this.jwksUrl = jwksUrl;
        this.audience = audience;
    }

    /** The verifier that knows this key; fails with {@link AssertionException}. */
    Future<JWTAuth> verifierFor(String keyId) {
        KeySet known = current;
        if (known == null) {
            return fetch().compose(keys -> verifier(keys, keyId));
        }
        if (known.ids().contains(keyId) && !known.isOld()) {
            return Future.succeededFuture(known.verifier());
        }
        if (fetching == null && System.nanoTime() - nextRefetchNanos < 0) {
            return verifier(known, keyId);
        }
        if (fetching == null) {
            nextRefetchNanos = System.nanoTime() + REFETCH_PAUSE.toNanos();
        }
        return fetch().otherwise(known).compose(keys -> verifier(keys, keyId));
    }

    void close() {
        client.close();
    }

    private static Future<JWTAuth> verifier(KeySet keys, String keyId) {
        return keys.ids().contains(keyId)
                ? Future.succeededFuture(keys.verifier())
                : Future.failedFuture(AssertionException.invalid("the identity assertion's key is unknown"));
    }

    private Future<KeySet> fetch() {
        Future<KeySet> running = fetching;
        if (running != null) {
            return running;
        }
        HttpRequest<?> request = client.getAbs(jwksUrl.toString()).timeout(FETCH_TIMEOUT_MILLIS);
        Future<KeySet> started = request.send()
                .expecting(HttpResponseExpectation.SC_OK)
                .map(response -> keySet(new JsonObject(response.bodyAsString())))
                .onSuccess(keys -> current = keys)
                .recover(failure -> Future.failedFuture(
                        AssertionException.keysUnavailable("the keys of identity assertions can't be fetched")))
                .eventually(() -> {
                    fetching = null;
                    return Future.succeededFuture();
                });
        if (!started.isComplete()) {
            fetching = started;
        }
        return started;
    }

    private KeySet keySet(JsonObject jwks) {
        List<JsonObject> keys = jwks.getJsonArray("keys", new JsonArray()).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(AssertionKeys::verifiesAssertions)
                .toList();
        Set<String> ids = keys.stream().map(key -> key.getString("kid")).collect(Collectors.toUnmodifiableSet());
        JWTOptions expected = new JWTOptions()
                .setAlgorithm(AssertionHeader.ALGORITHM)
                .setIssuer("rolegate")
                .addAudience(audience)
                .setLeeway(LEEWAY_SECONDS);
        JWTAuth verifier =
                JWTAuth.create(vertx, new JWTAuthOptions().setJwks(keys).setJWTOptions(expected));
        return new KeySet(ids, verifier, System.nanoTime());
    }

    /** Any other key in the set would widen what is accepted. */
    private static boolean verifiesAssertions(JsonObject key) {
        return "EC".equals(key.getValue("kty"))
                && "P-256".equals(key.getValue("crv"))
                && AssertionHeader.ALGORITHM.equals(key.getValue("alg"))
                && "sig".equals(key.getValue("use"))
                && key.getValue("kid") instanceof String;
    }
}
