package io.rolegate.sts.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of issuers, kept in memory. One fetch is under way for an issuer at a time, and after each, failed or not, the issuer
 * is left alone for a while: tokens that name unknown keys can't make us a nuisance to it. Keys that are not too old stay in
 * use while a fetch for an unknown one fails.
 */
final class SigningKeys {
    private final Function<Issuer, Future<JsonWebKeySet>> fetch;
    private final InstantSource clock;
    private final Duration life;
    private final Duration retryInterval;
    private final Cache<Issuer, Known> issuers;

    SigningKeys(Function<Issuer, Future<JsonWebKeySet>> fetch, InstantSource clock, OidcSettings settings) {
        this.fetch = fetch;
        this.clock = clock;
        this.life = settings.keyLife();
        this.retryInterval = settings.retryInterval();
        this.issuers = Caffeine.newBuilder()
                .maximumSize(settings.maxIssuers())
                .executor(Runnable::run)
                .build();
    }

    /** Whose keys, and by which certificates its server is known; none where any that the platform trusts will do. */
    record Issuer(String url, List<String> fingerprints) {
        Issuer {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /**
     * What is known of an issuer.
     *
     * @param keys the newest keys, null before the first fetch succeeded
     * @param attempt the last fetch, or the one under way
     */
    private record Known(
            @Nullable JsonWebKeySet keys, Instant fetchedAt, Future<JsonWebKeySet> attempt, Instant attemptedAt) {
        /** With the attempt's outcome, once it has one. */
        Known settled() {
            return attempt.succeeded() ? new Known(attempt.result(), attemptedAt, attempt, attemptedAt) : this;
        }
    }

    /**
     * The key for a token's signature; empty where the issuer publishes none. Fails with {@link IssuerException} where its keys
     * can't be had.
     *
     * @param kid as the token names it, or null
     */
    Future<Optional<JsonWebKey>> find(Issuer issuer, @Nullable String kid, SigningAlgorithm algorithm) {
        Instant now = clock.instant();
        Known known = issuers.getIfPresent(issuer);
        JsonWebKeySet fresh = known == null ? null : fresh(known.settled(), now);
        Optional<JsonWebKey> key = fresh == null ? Optional.empty() : fresh.find(kid, algorithm);
        return key.isPresent()
                ? Future.succeededFuture(key)
                : refreshed(issuer, now).map(keys -> keys.find(kid, algorithm));
    }

    private @Nullable JsonWebKeySet fresh(Known known, Instant now) {
        return now.minus(life).isBefore(known.fetchedAt()) ? known.keys() : null;
    }

    private Future<JsonWebKeySet> refreshed(Issuer issuer, Instant now) {
        return issuers.asMap()
                .compute(issuer, (same, known) -> known == null || mayAsk(known, now) ? ask(issuer, known, now) : known)
                .attempt();
    }

    private boolean mayAsk(Known known, Instant now) {
        return known.attempt().isComplete() && !now.isBefore(known.attemptedAt().plus(retryInterval));
    }

    private Known ask(Issuer issuer, @Nullable Known known, Instant now) {
        Known settled = known == null ? null : known.settled();
        return new Known(
                settled == null ? null : settled.keys(),
                settled == null ? Instant.MIN : settled.fetchedAt(),
                fetch.apply(issuer),
                now);
    }

    /** Of how many issuers something is kept. */
    long issuers() {
        issuers.cleanUp();
        return issuers.estimatedSize();
    }
}
