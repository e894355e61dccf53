package io.rolegate.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.Outcome;
import io.rolegate.metrics.UpstreamMeters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatewayMeters meters = new GatewayMeters(registry);
    private final LiveHistory history = new LiveHistory(registry, InstantSource.fixed(NOW));

    private void finish(String service, Outcome outcome, long millis) {
        meters.requestFinished(service, "Do", outcome, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private LiveSample sample() {
        history.sample();
        return history.samples().get(history.samples().size() - 1);
    }

    @Test
    void sampleHoldsWhatCameSinceTheOneBefore() {
        finish("one", Outcome.ALLOWED, 3);
        sample();
        finish("one", Outcome.ALLOWED, 3);
        finish("two", Outcome.ALLOWED, 3);
        finish("two", Outcome.DENIED, 3);
        meters.denied("NoPermission");
        LiveSample sample = sample();

        assertThat(sample.end()).isEqualTo(NOW);
        assertThat(sample.requests()).isEqualTo(Map.of("allowed", 2L, "denied", 1L));
        assertThat(sample.denials()).isEqualTo(Map.of("NoPermission", 1L));
        assertThat(sample().requests()).isEmpty();
    }

    @Test
    void percentilesAreThoseOfTheInterval() {
        for (int request = 0; request < 1000; request++) {
            finish("one", Outcome.ALLOWED, 9_000);
        }
        sample();
        for (int request = 0; request < 98; request++) {
            finish("one", Outcome.ALLOWED, 2);
        }
        finish("two", Outcome.ALLOWED, 200);
        finish("two", Outcome.ALLOWED, 200);
        Distribution duration = sample().duration();

        assertThat(duration.within(0.5).orElseThrow()).isBetween(1_000L, 2_500L);
        assertThat(duration.within(0.99).orElseThrow()).isBetween(100_000L, 250_000L);
    }

    @Test
    void whatTookLongerThanAnyBucketCountsAsTheLargest() {
        finish("one", Outcome.ALLOWED, 60_000);

        assertThat(sample().duration().within(0.5)).hasValue(10_000_000);
    }

    @Test
    void nothingTimedHasNoPercentiles() {
        assertThat(sample().lag().within(0.99)).isEmpty();
        meters.revocationLag(TimeUnit.MILLISECONDS.toNanos(3));
        assertThat(sample().lag().within(0.99).orElseThrow()).isBetween(1_000L, 5_000L);
    }

    @Test
    void onlyTheLastHalfHourIsKept() {
        for (int sample = 0; sample < LiveHistory.MOST_SAMPLES + 3; sample++) {
            history.sample();
        }

        assertThat(history.samples()).hasSize(LiveHistory.MOST_SAMPLES);
    }

    @Test
    void upstreamsAreShownWithTheirHealthAndFailures() {
        UpstreamMeters upstreams = new UpstreamMeters(registry);
        upstreams.healthy("two", "http://a", () -> 0);
        upstreams.healthy("one", "http://b", () -> 1);
        upstreams.failures("two", "http://a", "connect").increment(2);
        upstreams.failures("two", "http://a", "timeout").increment();

        assertThat(history.upstreams())
                .containsExactly(
                        new LiveHistory.Upstream("one", "http://b", true, 0),
                        new LiveHistory.Upstream("two", "http://a", false, 3));
    }
}
