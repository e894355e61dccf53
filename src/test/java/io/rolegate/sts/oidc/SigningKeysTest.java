package io.rolegate.sts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.sts.oidc.SigningKeys.Issuer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final Issuer ISSUER = new Issuer("https://issuer.example", List.of());
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final TestKey OLD = TestKey.curve("old", 256);
    private static final TestKey NEW = TestKey.curve("new", 256);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Deque<Promise<JsonWebKeySet>> fetches = new ArrayDeque<>();
    private final SigningKeys keys = new SigningKeys(this::fetch, clock, settings(10));

    private int fetched;

    private Future<JsonWebKeySet> fetch(Issuer issuer) {
        fetched++;
        Promise<JsonWebKeySet> promise = Promise.promise();
        fetches.add(promise);
        return promise.future();
    }

    @Test
    void knownKeyIsFoundWithoutAskingAgain() {
        find("old");
        fetches.remove().complete(set(OLD));

        assertThat(find("old").result()).isPresent();
        assertThat(find("old").result()).isPresent();
        assertThat(fetched).isOne();
    }

    @Test
    void callersWhoComeDuringAFetchShareIt() {
        Future<Optional<JsonWebKey>> first = find("old");
        Future<Optional<JsonWebKey>> second = find("old");

        assertThat(fetched).isOne();
        fetches.remove().complete(set(OLD));
        assertThat(first.result()).isPresent();
        assertThat(second.result()).isPresent();
    }

    @Test
    void unknownKeyIsLookedForAgainAfterTheInterval() {
        find("old");
        fetches.remove().complete(set(OLD));

        assertThat(find("new").result()).isEmpty();
        assertThat(fetched).isOne();

        clock.advance(RETRY);
        Future<Optional<JsonWebKey>> found = find("new");
        fetches.remove().complete(set(OLD, NEW));

        assertThat(found.result()).isPresent();
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void knownKeyStaysInUseWhileAnUnknownOneIsLookedFor() {
        find("old");
        fetches.remove().complete(set(OLD));
        clock.advance(RETRY);
        Future<Optional<JsonWebKey>> unknown = find("new");

        assertThat(find("old").result()).isPresent();

        fetches.remove().fail(new IssuerException("away"));
        assertThat(unknown.failed()).isTrue();
        assertThat(find("old").result()).isPresent();
        assertThat(find("new").cause()).hasMessage("away");
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void keysThatAreTooOldAreFetchedAnewAndNotUsedWhereThatFails() {
        find("old");
        fetches.remove().complete(set(OLD));
        clock.advance(LIFE);

        Future<Optional<JsonWebKey>> late = find("old");
        fetches.remove().fail(new IssuerException("away"));

        assertThat(late.cause()).hasMessage("away");
    }

    @Test
    void keyThatTheIssuerHasWithdrawnIsNotFoundAfterTheNextFetch() {
        find("old");
        fetches.remove().complete(set(OLD));
        clock.advance(LIFE);
        find("old");
        fetches.remove().complete(set(NEW));

        assertThat(find("old").result()).isEmpty();
        assertThat(find("new").result()).isPresent();
    }

    @Test
    void failedFetchIsRememberedForTheInterval() {
        Future<Optional<JsonWebKey>> first = find("old");
        fetches.remove().fail(new IssuerException("away"));

        assertThat(first.failed()).isTrue();
        assertThat(find("old").cause()).hasMessage("away");
        assertThat(fetched).isOne();

        clock.advance(RETRY);
        Future<Optional<JsonWebKey>> again = find("old");
        fetches.remove().complete(set(OLD));
        assertThat(again.result()).isPresent();
    }

    @Test
    void providersThatTrustOtherCertificatesDoNotShareKeys() {
        find("old");
        fetches.remove().complete(set(OLD));

        keys.find(new Issuer(ISSUER.url(), List.of("00")), "old", SigningAlgorithm.ES256);

        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void keysOfABoundedNumberOfIssuersAreKept() {
        SigningKeys two = new SigningKeys(issuer -> Future.succeededFuture(set(OLD)), clock, settings(2));
        for (int i = 0; i < 100; i++) {
            two.find(new Issuer("https://issuer-" + i + ".example", List.of()), "old", SigningAlgorithm.ES256);
        }

        assertThat(two.issuers()).isLessThanOrEqualTo(2);
    }

    @Test
    void tokenWithoutKeyIdNeedsASingleFittingKey() {
        find(null);
        fetches.remove().complete(set(OLD, TestKey.rsa("other")));
        assertThat(find(null).result()).isPresent();

        clock.advance(LIFE);
        find(null);
        fetches.remove().complete(set(OLD, NEW));
        assertThat(find(null).result()).isEmpty();
    }

    private Future<Optional<JsonWebKey>> find(@Nullable String kid) {
        return keys.find(ISSUER, kid, SigningAlgorithm.ES256);
    }

    private static JsonWebKeySet set(TestKey... keys) {
        JsonArray published = new JsonArray();
        for (TestKey key : keys) {
            published.add(key.jwk());
        }
        return JsonWebKeySet.of(new JsonObject().put("keys", published));
    }

    private static OidcSettings settings(int maxIssuers) {
        return new OidcSettings(LIFE, RETRY, Duration.ofSeconds(5), 10_000, maxIssuers, Optional.empty());
    }
}
