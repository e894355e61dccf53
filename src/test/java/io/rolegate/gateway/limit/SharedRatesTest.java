package io.rolegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.replay.RedisLink;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

/** Two nodes whose rates meet in one Redis. Their clocks stand still, so that what Redis refills shows by itself. */
@Timeout(120)
class SharedRatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PER_SECOND = 1;
    private static final int BURST = 600;

    private static Vertx vertx;
    private static RedisServer redis;
    private static int port;

    private final AtomicLong nanos = new AtomicLong();

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        redis = server();
        redis.start();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
        redis.stop();
    }

    /** A node of the cluster. */
    private final class Node implements AutoCloseable {
        private final RedisLink link = new RedisLink(vertx, "redis://127.0.0.1:" + port, PATIENCE);
        private final SharedRates rates = new SharedRates(link);
        private final CallLimits limits =
                new CallLimits(new CallerLimits(PER_SECOND, 0, BURST, 0, 0), rates, nanos::get);

        int admitted(String user, int calls) {
            int admitted = 0;
            for (int i = 0; i < calls; i++) {
                Call call = new Call(user, "account", "s", CallRates.NONE, "o", CallRates.NONE);
                if (limits.enter(call) instanceof Entry.Admitted entered) {
                    entered.leave();
                    admitted++;
                }
            }
            return admitted;
        }

        void exchange() throws TimeoutException {
            rates.exchange().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            link.close();
        }
    }

    @Test
    void whatOneNodeAdmitsTheOtherDoesNotAdmitAgain() throws Exception {
        try (Node one = new Node();
                Node two = new Node()) {
            assertThat(one.admitted("shared", 400)).isEqualTo(400);
            one.exchange();
            assertThat(two.admitted("shared", 1)).isEqualTo(1);
            two.exchange();

            // Redis refills a token a second meanwhile, this node's own clock none.
            assertThat(two.admitted("shared", 1000)).isBetween(199, 199 + 30);
            two.exchange();
            assertThat(two.admitted("shared", 1000)).isLessThan(30);
            assertThat(two.admitted("of its own", 1000)).isEqualTo(BURST);
        }
    }

    @Test
    void whatNodesAdmitTooMuchBeforeTheyHearOfEachOtherIsPaidBack() throws Exception {
        try (Node one = new Node();
                Node two = new Node()) {
            assertThat(one.admitted("sprayed", 1000)).isEqualTo(BURST);
            assertThat(two.admitted("sprayed", 1000)).isEqualTo(BURST);
            one.exchange();
            two.exchange();

            // A burst too much was admitted: a burst's time later there is nothing yet.
            nanos.addAndGet(Duration.ofSeconds(BURST - 30).toNanos());
            assertThat(two.admitted("sprayed", 1000)).isZero();
        }
    }

    @Test
    void withoutRedisEachNodeGoesByItsOwnCountAndCountsThat() throws Exception {
        RedisLink nowhere = new RedisLink(vertx, "redis://127.0.0.1:1", Duration.ofSeconds(5));
        SharedRates rates = new SharedRates(nowhere);
        CallLimits limits = new CallLimits(new CallerLimits(5, 0, 1, 0, 0), rates, nanos::get);
        Call call = new Call("user", "account", "s", CallRates.NONE, "o", CallRates.NONE);

        int admitted = 0;
        for (int i = 0; i < 20; i++) {
            admitted += limits.enter(call) instanceof Entry.Admitted ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5);
        rates.begin(vertx);
        await().atMost(PATIENCE).until(() -> rates.failed() > 1);
        assertThat(rates.exchanged()).isZero();
        rates.close();
        nowhere.close();
    }

    private static RedisServer server() throws IOException {
        return RedisServer.newRedisServer().port(port).setting("save \"\"").build();
    }
}
