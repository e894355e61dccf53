package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which upstream gets a request, and when none does. */
class UpstreamChoiceIT {
    private static final String BROKEN = "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n";

    private static final List<RawUpstream> upstreams = new ArrayList<>();
    private static ServicesFixture services;

    private static RawUpstream slow;
    private static RawUpstream quick;
    private static RawUpstream flapping;
    private static RawUpstream ill;
    private static RawUpstream well;
    private static RawUpstream failing;
    private static RawUpstream working;
    private static RawUpstream narrow;

    @BeforeAll
    static void start() throws Exception {
        slow = upstream();
        quick = upstream();
        flapping = upstream();
        ill = upstream();
        well = upstream();
        failing = upstream();
        working = upstream();
        narrow = upstream();
        services = ServicesFixture.with()
                .service("balanced", "", slow.address(), quick.address())
                .service("flapping", "circuitBreaker: {failures: 3, openSeconds: 5}", flapping.address())
                .service(
                        "checked",
                        "healthCheck: {path: /health, intervalMillis: 100, healthyAfter: 2, unhealthyAfter: 2}",
                        ill.address(),
                        well.address())
                .service(
                        "ejecting",
                        "failureStatuses: [500]\nejection: {failures: 3, restSeconds: 5}",
                        failing.address(),
                        working.address())
                .service("narrow", "maxConnections: 1\nmaxWaiting: 1", narrow.address())
                .start();
    }

    private static RawUpstream upstream() throws Exception {
        RawUpstream made = RawUpstream.answering(RawUpstream.OK);
        upstreams.add(made);
        return made;
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        for (RawUpstream upstream : upstreams) {
            upstream.close();
        }
    }

    @Test
    void aBusyUpstreamGetsLess() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        slow.script(connection -> {
            release.await();
            connection.send(RawUpstream.OK);
        });
        try (RawConnection first = services.connect();
                RawConnection second = services.connect()) {
            first.send(services.head("GET", "/balanced/1") + "\r\n");
            second.send(services.head("GET", "/balanced/1") + "\r\n");
            Awaitility.await().until(() -> slow.requests() >= 1 && quick.requests() >= 1);
            int before = slow.requests();

            for (int call = 0; call < 6; call++) {
                assertThat(services.call("GET", "/balanced/1").status()).isEqualTo(200);
            }

            assertThat(slow.requests()).isEqualTo(before);
            release.countDown();
            assertThat(first.receive().status()).isEqualTo(200);
            assertThat(second.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aServiceThatFailsAgainAndAgainIsLeftAloneUntilAProbeSucceeds() throws Exception {
        flapping.script(connection -> {
            connection.reset();
        });
        for (int call = 0; call < 3; call++) {
            assertThat(services.call("GET", "/flapping/1").status()).isEqualTo(502);
        }
        int before = flapping.requests();

        Reply refused = services.call("GET", "/flapping/1");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(services.audit(refused).getString("upstreamReason")).isEqualTo("circuit_open");
        assertThat(flapping.requests()).isEqualTo(before);
        assertThat(services.metrics())
                .contains("rolegate_upstream_circuits_open{service=\"flapping\"} 1.0")
                .contains("rolegate_upstream_unavailable_total{reason=\"circuit_open\",service=\"flapping\"} 1.0");

        flapping.script(RawUpstream.always(RawUpstream.OK));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> services.call("GET", "/flapping/1").status() == 200);
        assertThat(services.call("GET", "/flapping/1").status()).isEqualTo(200);
        assertThat(services.metrics()).contains("rolegate_upstream_circuits_open{service=\"flapping\"} 0.0");
    }

    @Test
    void anUpstreamThatHealthChecksFindIllGetsNothing() throws Exception {
        String gauge = "rolegate_upstream_healthy{service=\"checked\",upstream=\""
                + ill.address().getAuthority() + "\"} ";
        ill.script(RawUpstream.always(BROKEN));
        awaitMetric(gauge + "0.0");
        for (int call = 0; call < 6; call++) {
            assertThat(services.call("GET", "/checked/1").status()).isEqualTo(200);
        }

        ill.script(RawUpstream.always(RawUpstream.OK));
        awaitMetric(gauge + "1.0");
    }

    @Test
    void anUpstreamThatFailsAgainAndAgainRests() throws Exception {
        failing.script(RawUpstream.always(BROKEN));
        Awaitility.await().until(() -> {
            services.call("GET", "/ejecting/1");
            return services.metrics()
                    .contains("rolegate_upstream_ejections_total{service=\"ejecting\",upstream=\""
                            + failing.address().getAuthority() + "\"} 1.0");
        });
        int before = failing.requests();
        for (int call = 0; call < 6; call++) {
            assertThat(services.call("GET", "/ejecting/1").status()).isEqualTo(200);
        }
        assertThat(failing.requests()).isEqualTo(before);

        failing.script(RawUpstream.always(RawUpstream.OK));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            services.call("GET", "/ejecting/1");
            return failing.requests() > before;
        });
    }

    @Test
    void aFullQueueRefusesInsteadOfGrowing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        narrow.script(connection -> {
            release.await();
            connection.send(RawUpstream.OK).keep();
        });
        try (RawConnection served = services.connect();
                RawConnection waiting = services.connect()) {
            served.send(services.head("GET", "/narrow/1") + "\r\n");
            Awaitility.await().until(() -> narrow.requests() == 1);
            waiting.send(services.head("GET", "/narrow/1") + "\r\n");

            Reply refused =
                    Awaitility.await().until(() -> services.call("GET", "/narrow/1"), reply -> reply.status() == 503);

            assertThat(refused.headers()).containsKey("retry-after");
            assertThat(services.audit(refused).getString("upstreamReason")).startsWith("busy");
            release.countDown();
            assertThat(served.receive().status()).isEqualTo(200);
            assertThat(waiting.receive().status()).isEqualTo(200);
        }
    }

    private static void awaitMetric(String line) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> services.metrics()
                .contains(line));
    }
}
