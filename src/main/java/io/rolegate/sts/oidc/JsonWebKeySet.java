package io.rolegate.sts.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of an issuer that can verify ID tokens (RFC 7517 §5). Keys of other kinds and uses are left out. */
record JsonWebKeySet(List<JsonWebKey> keys) {
    private static final int MOST_KEYS = 100;

    JsonWebKeySet {
        keys = List.copyOf(keys);
    }

    /** Reads a key set; {@link IssuerException} where it is none, or where nothing in it can verify a token. */
    static JsonWebKeySet of(JsonObject json) {
        if (!(json.getValue("keys") instanceof JsonArray array) || array.size() > MOST_KEYS) {
            throw new IssuerException("the key set has no list of at most " + MOST_KEYS + " keys");
        }
        List<JsonWebKey> keys = new ArrayList<>();
        for (Object entry : array) {
            if (entry instanceof JsonObject key) {
                JsonWebKey.of(key).ifPresent(keys::add);
            }
        }
        if (keys.isEmpty()) {
            throw new IssuerException("the key set has no key that could verify tokens");
        }
        return new JsonWebKeySet(keys);
    }

    /**
     * The key for a token's signature.
     *
     * @param kid as the token names it, or null, which finds a key only where there is no choice
     */
    Optional<JsonWebKey> find(@Nullable String kid, SigningAlgorithm algorithm) {
        List<JsonWebKey> fitting =
                keys.stream().filter(key -> key.verifies(kid, algorithm)).toList();
        return kid == null && fitting.size() > 1
                ? Optional.empty()
                : fitting.stream().findFirst();
    }
}
