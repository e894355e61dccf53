package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.wire.RawConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that never come to an end are cut in time, and cost the others nothing. */
class SlowClientsIT {
    private static final int SLOW = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ANSWER_BYTES = 64 << 20;

    private static Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        blobs = new Blobs(Map.of(
                "limits.headSeconds", "2",
                "limits.bodyIdleSeconds", "2",
                "limits.requestSeconds", "3"));
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
    }

    @AfterEach
    void nothingIsLeftOver() {
        blobs.answeringNormally();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(blobs.metrics())
                .contains("rolegate_requests_in_progress 0.0", "rolegate_body_memory_bytes 0.0"));
        blobs.seen().clear();
    }

    /** A connection on which a byte comes now and then, always before the gateway could call it idle. */
    private static final class Dribble implements AutoCloseable {
        private final SocketChannel channel;
        private final ByteBuffer rest;
        private final ByteBuffer received = ByteBuffer.allocate(4096);
        private boolean ended;

        /** @param promptly how much is sent at once */
        Dribble(String text, int promptly) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(
                    blobs.gateway().gateway().getHost(),
                    blobs.gateway().gateway().getPort()));
            rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            rest.limit(promptly);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.configureBlocking(false);
        }

        /** Sends one byte more; whether the connection is still there. */
        boolean goesOn() {
            try {
                rest.limit(rest.position() + 1);
                channel.write(rest);
                ended |= channel.read(received) < 0;
            } catch (IOException reset) {
                ended = true;
            }
            return !ended;
        }

        String received() {
            return new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void slowHeadsAndBodiesAreCutWhileEverybodyElseIsServed() throws Exception {
        List<Dribble> slow = new ArrayList<>();
        for (int index = 0; index < SLOW / 2; index++) {
            String head = head("GET", 0);
            slow.add(new Dribble(head + "x-slow: " + "a".repeat(9_000), head.length()));
            String put = head("PUT", 50_000) + "\r\n";
            slow.add(new Dribble(put + "a".repeat(50_000), put.length()));
        }
        AtomicBoolean attacked = new AtomicBoolean(true);
        CompletableFuture<List<Integer>> good = CompletableFuture.supplyAsync(() -> goodCalls(attacked));

        await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> dribble(slow) == 0);
        attacked.set(false);

        List<Integer> statuses = good.get(60, TimeUnit.SECONDS);
        assertThat(statuses).hasSizeGreaterThan(10);
        assertThat(Set.copyOf(statuses)).containsOnly(200);
        assertThat(slow).allSatisfy(one -> assertThat(one.received()).startsWith("HTTP/1.1 408 "));
        assertThat(blobs.seen()).allMatch(request -> request.target().equals("/blobs/good"));
        for (Dribble one : slow) {
            one.close();
        }
    }

    private static int dribble(List<Dribble> slow) {
        int left = 0;
        for (Dribble one : slow) {
            left += one.goesOn() ? 1 : 0;
        }
        return left;
    }

    private static List<Integer> goodCalls(AtomicBoolean attacked) {
        List<Integer> statuses = new ArrayList<>();
        while (attacked.get()) {
            SignedRequest request = blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/good"));
            try {
                statuses.add(blobs.send(request).status());
            } catch (IOException broken) {
                statuses.add(0);
            }
        }
        return statuses;
    }

    /** A signed head up to its last header line. */
    private static String head(String method, int length) {
        String head = RawConnection.head(blobs.sign(blobs.request(Dialect.ACS3, method, "/blobs/slow")));
        return length == 0 ? head : head + "content-length: " + length + "\r\n";
    }

    @Test
    void callerWhoTakesNothingOfAnAnswerIsCutAndTheServiceIsLetGo() throws Exception {
        CompletableFuture<Void> letGo = new CompletableFuture<>();
        blobs.answering(request -> answerAtLength(request, letGo));
        try (RawConnection connection = blobs.connect()) {
            connection.send(head("GET", 0) + "\r\n");
            connection.awaitBytes();

            letGo.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(connection.isClosedAtLast()).isTrue();
        }
    }

    private static void answerAtLength(HttpServerRequest request, CompletableFuture<Void> letGo) {
        HttpServerResponse response = request.response().putHeader("content-length", Integer.toString(ANSWER_BYTES));
        response.exceptionHandler(broken -> letGo.complete(null));
        response.closeHandler(closed -> letGo.complete(null));
        Buffer piece = Buffer.buffer(new byte[1 << 16]);
        response.drainHandler(drained -> fill(response, piece));
        fill(response, piece);
    }

    private static void fill(HttpServerResponse response, Buffer piece) {
        while (!response.writeQueueFull() && response.bytesWritten() < ANSWER_BYTES) {
            response.write(piece).onFailure(gone -> {});
        }
    }
}
