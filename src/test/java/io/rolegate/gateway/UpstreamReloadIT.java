package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.wire.RawConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upstreams of services whose definitions change while the gateway runs. */
class UpstreamReloadIT {
    private static final int SECONDS = 30;
    private static final String BROKEN = "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n";
    private static final String CHECKED = "healthCheck: {path: /health, intervalMillis: 100, unhealthyAfter: 1}";

    private static RawUpstream always;
    private static ServicesFixture services;

    private RawUpstream former;
    private RawUpstream present;

    @BeforeAll
    static void start() throws Exception {
        always = RawUpstream.answering(RawUpstream.OK);
        services = ServicesFixture.with()
                .setting("reloadMillis", "50")
                .service("always", "", always.address())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        always.close();
    }

    @BeforeEach
    void open() throws Exception {
        former = RawUpstream.answering(RawUpstream.OK);
        present = RawUpstream.answering(RawUpstream.OK);
    }

    @AfterEach
    void close() throws Exception {
        former.close();
        present.close();
    }

    @Test
    void whatRunsEndsWhereItBeganAndWhatComesGoesToTheNewAddress() throws Exception {
        services.define("moved", "", former.address());
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        former.script(connection -> {
            goOn.await();
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nold");
            connection.drain();
            closed.countDown();
        });
        try (RawConnection running = services.connect()) {
            running.send(services.head("GET", "/moved/1") + "\r\n");
            Awaitility.await().until(() -> former.requests() == 1);

            services.define("moved", "", present.address());

            assertThat(services.call("GET", "/moved/1").body()).isEqualTo("ok");
            assertThat(former.requests()).isEqualTo(1);
            assertThat(closed.getCount()).isEqualTo(1);
            goOn.countDown();
            assertThat(running.receive().body()).isEqualTo("old");
        }
        assertThat(closed.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void connectionsOfAServiceThatIsGoneAreClosed() throws Exception {
        services.define("gone", "", former.address());
        CountDownLatch closed = new CountDownLatch(1);
        former.script(connection -> {
            connection.send(RawUpstream.OK);
            connection.drain();
            closed.countDown();
        });
        assertThat(services.call("GET", "/gone/1").status()).isEqualTo(200);

        services.remove("gone");

        assertThat(closed.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(services.call("GET", "/gone/1").status()).isEqualTo(404);
        awaitMetric("rolegate_upstream_healthy{service=\"gone\"", false);
    }

    @Test
    void healthChecksFollowTheDefinition() throws Exception {
        former.script(RawUpstream.always(BROKEN));
        services.define("checks", CHECKED, former.address(), present.address());
        String ill = healthy("checks", former.address());
        awaitMetric(ill + "0.0", true);

        services.define("checks", "", former.address(), present.address());
        awaitMetric(ill + "1.0", true);
        int asked = present.requests();

        services.define("checks", CHECKED, present.address());
        awaitMetric(ill, false);
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> present.requests() > asked + 1);
    }

    @Test
    void circuitOfAnUnchangedServiceStaysOpen() throws Exception {
        former.script(connection -> {
            connection.reset();
        });
        services.define("tripped", "circuitBreaker: {failures: 1, openSeconds: 3600}", former.address());
        assertThat(services.call("GET", "/tripped/1").status()).isEqualTo(502);
        assertThat(services.call("GET", "/tripped/1").status()).isEqualTo(503);

        services.define("another", "", present.address());
        assertThat(services.call("GET", "/tripped/1").status()).isEqualTo(503);

        former.script(RawUpstream.always(RawUpstream.OK));
        services.define("tripped", "circuitBreaker: {failures: 2, openSeconds: 3600}", former.address());
        assertThat(services.call("GET", "/tripped/1").status()).isEqualTo(200);
    }

    private static String healthy(String service, URI upstream) {
        return "rolegate_upstream_healthy{service=\"" + service + "\",upstream=\"" + upstream.getAuthority() + "\"} ";
    }

    private static void awaitMetric(String line, boolean present) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(SECONDS))
                .until(() -> services.metrics().contains(line) == present);
    }
}
