package io.rolegate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rolegate.gateway.service.UpstreamRules;
import io.rolegate.metrics.UpstreamMeters;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private static final UpstreamRules.HealthCheck CHECK =
            new UpstreamRules.HealthCheck("/", Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3);

    private final UpstreamMeters meters = new UpstreamMeters(new SimpleMeterRegistry());
    private final UpstreamHealth health = new UpstreamHealth(meters);
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Balancer balancer = new Balancer(endpoints);

    @Test
    void theLeastBusyUpstreamIsChosen() {
        Endpoint busy = endpoint(Duration.ofHours(1));
        Endpoint idle = endpoint(Duration.ofHours(1));
        busy.began();

        assertThat(balancer.choose(List.of())).isSameAs(idle);
        assertThat(balancer.choose(List.of())).isSameAs(idle);
    }

    @Test
    void equallyBusyUpstreamsTakeTurns() {
        endpoint(Duration.ofHours(1));
        endpoint(Duration.ofHours(1));

        assertThat(balancer.choose(List.of())).isNotSameAs(balancer.choose(List.of()));
    }

    @Test
    void whatWasTriedIsNotTriedAgain() {
        Endpoint only = endpoint(Duration.ofHours(1));

        assertThat(balancer.choose(List.of(only))).isNull();
    }

    @Test
    void oneThatFailsAgainAndAgainRests() {
        Endpoint failing = endpoint(Duration.ofHours(1));
        Endpoint other = endpoint(Duration.ofHours(1));
        fail(failing, 4);
        failing.succeeded();
        fail(failing, 4);
        assertThat(failing.isEjected(System.nanoTime())).isFalse();

        fail(failing, 1);

        assertThat(failing.isEjected(System.nanoTime())).isTrue();
        other.began();
        assertThat(balancer.choose(List.of())).isSameAs(other);
    }

    @Test
    void oneThatHasRestedRestsAgainAfterOneFailure() {
        Endpoint failing = endpoint(Duration.ofHours(1));
        endpoint(Duration.ofHours(1));
        fail(failing, 5);
        long rested = System.nanoTime() + Duration.ofHours(1).toNanos();
        assertThat(failing.isEjected(rested)).isFalse();

        fail(failing, 1);

        assertThat(failing.isEjected(System.nanoTime())).isTrue();
    }

    @Test
    void noMoreThanHalfOfThemRest() {
        for (int index = 0; index < 3; index++) {
            fail(endpoint(Duration.ofHours(1)), 5);
        }

        assertThat(endpoints.stream().filter(one -> one.isEjected(System.nanoTime())))
                .hasSize(1);
    }

    @Test
    void oneThatRestsIsBetterThanNone() {
        Endpoint failing = endpoint(Duration.ofHours(1));
        Endpoint ill = endpoint(Duration.ofHours(1));
        fail(failing, 5);
        check(ill, false, 3);

        assertThat(balancer.choose(List.of())).isSameAs(failing);
    }

    @Test
    void oneThatIsNotWellGetsNothingUntilItIsWellAgain() {
        Endpoint ill = endpoint(Duration.ofHours(1));
        check(ill, false, 2);
        assertThat(balancer.choose(List.of())).isSameAs(ill);

        check(ill, false, 1);
        assertThat(balancer.choose(List.of())).isNull();

        check(ill, true, 1);
        assertThat(balancer.choose(List.of())).isNull();
        check(ill, true, 1);
        assertThat(balancer.choose(List.of())).isSameAs(ill);
    }

    private Endpoint endpoint(Duration rest) {
        URI address = address(endpoints.size());
        Endpoint endpoint = new Endpoint(
                address,
                health.of("service", address),
                new UpstreamRules.Ejection(5, rest),
                new EndpointMeters(meters, "service", address));
        endpoints.add(endpoint);
        return endpoint;
    }

    private void fail(Endpoint endpoint, int times) {
        for (int time = 0; time < times; time++) {
            if (endpoint.failed(Failure.BROKEN) && balancer.maySpareOne()) {
                endpoint.eject(System.nanoTime());
            }
        }
    }

    private void check(Endpoint endpoint, boolean well, int times) {
        Health found = health.of("service", address(endpoints.indexOf(endpoint)));
        for (int time = 0; time < times; time++) {
            Objects.requireNonNull(found).checked(well, CHECK);
        }
    }

    private static URI address(int index) {
        return URI.create("http://127.0.0.1:" + (9000 + index));
    }
}
