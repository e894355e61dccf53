package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node with more to do than it may. */
class OverloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int IN_PROGRESS = 8;
    private static final int CALLERS = 64;
    private static final int CALLS = 20;

    private static Blobs blobs;

    private final List<RawConnection> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        blobs = new Blobs(Map.of(
                "api.instances", "1",
                "limits.inProgressPerEventLoop", Integer.toString(IN_PROGRESS),
                "limits.bodyMemoryMebibytes", "1"));
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
    }

    @AfterEach
    void nothingIsLeftOver() throws IOException {
        for (RawConnection connection : open) {
            connection.close();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(blobs.metrics())
                .contains("rolegate_requests_in_progress 0.0", "rolegate_body_memory_bytes 0.0"));
        blobs.seen().clear();
    }

    @Test
    void aFloodIsShedAndWhatIsTakenIsServed() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<List<Reply>>> runs = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            runs.add(callers.submit(OverloadIT::calls));
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<List<Reply>> run : runs) {
            replies.addAll(run.get(120, TimeUnit.SECONDS));
        }
        callers.shutdown();

        List<Reply> shed =
                replies.stream().filter(reply -> reply.status() != 200).toList();
        assertThat(replies).hasSize(CALLERS * CALLS);
        assertThat(shed).hasSizeBetween(1, replies.size() - 1).allSatisfy(OverloadIT::isShed);
        assertThat(blobs.seen()).hasSize(replies.size() - shed.size());
        assertThat(blobs.send(get()).status()).isEqualTo(200);
    }

    private static List<Reply> calls() throws Exception {
        List<Reply> replies = new ArrayList<>();
        try (RawConnection connection = blobs.connect()) {
            for (int i = 0; i < CALLS; i++) {
                replies.add(connection.send(RawConnection.head(get()) + "\r\n").receive());
            }
        }
        return replies;
    }

    private static void isShed(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "1");
        assertThat(reply.body()).contains("\"ServiceUnavailable\"", "\"RequestId\"");
    }

    @Test
    void beyondTheMostInProgressRequestsAreTurnedAwayUnread() throws Exception {
        for (int i = 0; i < IN_PROGRESS; i++) {
            // Not even authenticated yet, since a form is read first.
            connect().send(formHead(100));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(blobs.metrics())
                .contains("rolegate_requests_in_progress " + IN_PROGRESS + ".0"));

        isShed(blobs.send(get()));
        assertThat(blobs.metrics()).contains("rolegate_shed_total{cause=\"requests_in_progress\"}");
        assertThat(blobs.seen()).isEmpty();
    }

    @Test
    void bodiesTogetherTakeNoMoreMemoryThanTheyMay() throws Exception {
        // Forms, which are read whole before anybody looks at them: all but the last byte of each.
        for (int i = 0; i < IN_PROGRESS; i++) {
            connect().send(formHead(200_000) + "a".repeat(199_999));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(blobs.metrics())
                .contains("rolegate_shed_total{cause=\"body_memory\"}"));

        List<Integer> statuses = new ArrayList<>();
        for (RawConnection connection : open) {
            statuses.add(connection.send("a").receive().status());
        }
        assertThat(statuses).containsOnly(400, 503);
    }

    private RawConnection connect() throws IOException {
        RawConnection connection = blobs.connect();
        open.add(connection);
        return connection;
    }

    private static String formHead(int length) {
        return String.join(
                "\r\n",
                "POST / HTTP/1.1",
                "host: x",
                "content-type: application/x-www-form-urlencoded",
                "content-length: " + length,
                "",
                "");
    }

    private static SignedRequest get() {
        return blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/a"));
    }
}
