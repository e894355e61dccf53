package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.gateway.RawUpstream;
import io.rolegate.signature.Dialect;
import io.rolegate.wire.RawConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a process that is busy. */
class DrainIT {
    private static final int SECONDS = 120;
    private static final int CLIENTS = 16;
    private static final Map<String, String> NOTICE = Map.of("ROLEGATE_DRAIN_NOTICE_SECONDS", "5");

    @TempDir
    private Path folder;

    /** Clients stop asking once {@code /health/ready} says so, as behind a balancer. */
    @Test
    void sigtermUnderLoadFailsNoRequest() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ready = new AtomicBoolean(true);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (RawUpstream upstream = new RawUpstream(connection -> {
                    if (connection.head().startsWith("DELETE")) {
                        goOn.await();
                    }
                    connection.send(RawUpstream.OK).keep();
                });
                ServedServices served = new ServedServices(folder, NOTICE, "", upstream.address());
                RawConnection longPoll = served.connect()) {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                answered.add(clients.submit(() -> callWhile(ready, served)));
            }
            longPoll.send(served.head(served.request(Dialect.ACS3, "DELETE")) + "\r\n");
            Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> upstream.requests() > 20 * CLIENTS);

            served.process().destroy();

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(SECONDS))
                    .until(() -> !isReady(served));
            ready.set(false);
            for (Future<Integer> calls : answered) {
                assertThat(calls.get(SECONDS, TimeUnit.SECONDS)).isPositive();
            }
            Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> isShut(served));
            goOn.countDown();
            assertThat(longPoll.receive().status()).isEqualTo(200);
            assertThat(served.process().waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(served.process().exitValue()).isZero();
            assertThat(served.output()).doesNotContain("not stopped cleanly");
        } finally {
            clients.shutdownNow();
        }
    }

    /** How many calls were answered, each on the connection of the one before where that stayed open. */
    private static int callWhile(AtomicBoolean ready, ServedServices served) throws IOException {
        int calls = 0;
        while (ready.get()) {
            try (RawConnection connection = served.connect()) {
                boolean open = true;
                while (open && ready.get()) {
                    RawConnection.Reply reply = connection
                            .send(served.head(served.request(Dialect.ACS3, "GET")) + "\r\n")
                            .receive();
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    open = !"close".equals(reply.headers().get("connection"));
                    calls++;
                }
            }
        }
        return calls;
    }

    private static boolean isReady(ServedServices served) throws IOException {
        try (RawConnection connection = new RawConnection(served.management())) {
            return connection
                            .send("GET /health/ready HTTP/1.1\r\nhost: management\r\n\r\n")
                            .receive()
                            .status()
                    == 200;
        }
    }

    private static boolean isShut(ServedServices served) throws IOException {
        try (RawConnection connection = served.connect()) {
            connection.timeout(200);
            return connection.isClosed();
        } catch (ConnectException refused) {
            return true;
        }
    }
}
