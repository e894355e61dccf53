package io.rolegate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final int FAILURES = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AtomicInteger open = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void failuresInARowOpenIt() throws Exception {
        Breaker breaker = breaker(Duration.ofHours(1));
        fail(breaker, FAILURES - 1);
        breaker.succeeded(Admission.NORMAL);
        fail(breaker, FAILURES - 1);
        assertThat(breaker.admit()).isEqualTo(Admission.NORMAL);

        fail(breaker, 1);

        awaitAdmission(breaker, Admission.REFUSED);
        assertThat(open).hasValue(1);
    }

    @Test
    void aProbeThatSucceedsClosesIt() throws Exception {
        Breaker breaker = breaker(Duration.ofMillis(1));
        fail(breaker, FAILURES);
        awaitAdmission(breaker, Admission.PROBE);
        assertThat(breaker.admit()).isEqualTo(Admission.REFUSED);

        breaker.succeeded(Admission.PROBE);

        assertThat(breaker.admit()).isEqualTo(Admission.NORMAL);
        assertThat(open).hasValue(0);
    }

    @Test
    void aProbeThatFailsOpensItAgain() throws Exception {
        Breaker breaker = breaker(Duration.ofMillis(1));
        fail(breaker, FAILURES);
        awaitAdmission(breaker, Admission.PROBE);

        breaker.failed(Admission.PROBE);

        assertThat(breaker.admit()).isEqualTo(Admission.REFUSED);
        awaitAdmission(breaker, Admission.PROBE);
    }

    @Test
    void whatWasSentBeforeItOpenedDoesNotCountAsAProbe() throws Exception {
        Breaker breaker = breaker(Duration.ofMillis(1));
        fail(breaker, FAILURES);
        awaitAdmission(breaker, Admission.PROBE);

        breaker.succeeded(Admission.NORMAL);

        assertThat(open).hasValue(1);
    }

    @Test
    void switchedOffItNeverOpens() throws Exception {
        Breaker breaker = new Breaker(
                vertx,
                "service",
                new UpstreamRules.CircuitBreaking(0, Duration.ofSeconds(10), Duration.ofSeconds(1)),
                open);

        fail(breaker, 100);

        assertThat(breaker.admit()).isEqualTo(Admission.NORMAL);
    }

    private Breaker breaker(Duration whileOpen) {
        return new Breaker(
                vertx, "service", new UpstreamRules.CircuitBreaking(FAILURES, Duration.ofSeconds(10), whileOpen), open);
    }

    /** Each in a turn of the event loop of its own, as results come. */
    private void fail(Breaker breaker, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            CompletableFuture<Void> counted = new CompletableFuture<>();
            loop.runOnContext(turn -> {
                breaker.failed(Admission.NORMAL);
                loop.runOnContext(next -> counted.complete(null));
            });
            counted.get(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitAdmission(Breaker breaker, Admission expected) {
        Awaitility.await().until(() -> breaker.admit() == expected);
    }
}
