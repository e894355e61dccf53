package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.signature.SignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers of every shape that HTTP has, as they cross the gateway. */
class StreamingIT {
    private static final int LARGE = 8 << 20;
    /** More than every buffer on the way together, far less than a body. */
    private static final int BUFFERED = 20 << 20;

    private static final int SECONDS = 30;

    private static RawUpstream upstream;
    private static ServicesFixture services;

    @BeforeAll
    static void start() throws Exception {
        upstream = RawUpstream.answering(RawUpstream.OK);
        services = ServicesFixture.with()
                .service("any", "maxBodyBytes: 134217728", upstream.address())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        upstream.close();
    }

    @BeforeEach
    void answerNormally() {
        upstream.script(RawUpstream.always(RawUpstream.OK));
    }

    @Test
    void clientIsToldToContinueOnlyOnceItIsAuthenticated() throws Exception {
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        SignedRequest signed = services.sign(services.request("PUT", "/any/1").body(body));
        String rest = "content-length: 5\r\nexpect: 100-continue\r\n\r\n";

        try (RawConnection connection = services.connect()) {
            assertThat(connection
                            .send(RawConnection.head(signed) + rest)
                            .receiveHead()
                            .status())
                    .isEqualTo(100);
            assertThat(connection.send(body).receive().status()).isEqualTo(200);
        }
        try (RawConnection connection = services.connect()) {
            String forged = forged(RawConnection.head(signed));
            assertThat(connection.send(forged + rest).receive().body()).contains("SignatureDoesNotMatch");
        }
    }

    @Test
    void chunkedBodyOfAnySizeArrivesWhole() throws Exception {
        upstream.script(connection -> {
            connection.send(answer(connection.readChunked() + "")).keep();
        });
        byte[] body = body(LARGE);
        SignedRequest signed = services.sign(services.request("PUT", "/any/1").body(body));

        try (RawConnection connection = services.connect()) {
            connection.send(RawConnection.head(signed) + "transfer-encoding: chunked\r\n\r\n");
            for (int start = 0; start < LARGE; start += 1 << 20) {
                connection.send(Integer.toHexString(1 << 20) + "\r\n");
                connection
                        .send(Arrays.copyOfRange(body, start, start + (1 << 20)))
                        .send("\r\n");
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.receive().body()).isEqualTo(Integer.toString(LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void answersWithoutABodyKeepTheConnectionInStep(String status) throws Exception {
        upstream.script(RawUpstream.always("HTTP/1.1 " + status + "\r\netag: \"1\"\r\n\r\n"));

        try (RawConnection connection = services.connect()) {
            for (int call = 0; call < 2; call++) {
                Reply reply =
                        connection.send(services.head("GET", "/any/1") + "\r\n").receive();
                assertThat(reply.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
                assertThat(reply.headers()).containsEntry("etag", "\"1\"").doesNotContainKey("transfer-encoding");
            }
        }
    }

    @Test
    void headTellsTheLengthWithoutTheBody() throws Exception {
        upstream.script(RawUpstream.always("HTTP/1.1 200 OK\r\ncontent-length: 12345\r\n\r\n"));

        try (RawConnection connection = services.connect()) {
            for (int call = 0; call < 2; call++) {
                Reply reply = connection
                        .send(services.head("HEAD", "/any/1") + "\r\n")
                        .receive("HEAD");
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.headers()).containsEntry("content-length", "12345");
            }
        }
    }

    @Test
    void interimAnswersAreNotPassedOn() throws Exception {
        upstream.script(RawUpstream.always(
                "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + "HTTP/1.1 100 Continue\r\n\r\n" + RawUpstream.OK));

        Reply reply = services.call("GET", "/any/1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("ok");
        assertThat(reply.headers()).doesNotContainKey("link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void emptyBodiesHaveALength(String method) throws Exception {
        BlockingQueue<String> heads = new ArrayBlockingQueue<>(2);
        upstream.script(connection -> {
            heads.add(connection.head());
            connection.send(RawUpstream.OK).keep();
        });

        try (RawConnection connection = services.connect()) {
            assertThat(connection
                            .send(services.head(method, "/any/1") + "\r\n")
                            .receive()
                            .status())
                    .isEqualTo(200);
            assertThat(connection
                            .send(services.head(method, "/any/1") + "content-length: 0\r\n\r\n")
                            .receive()
                            .status())
                    .isEqualTo(200);
        }

        assertThat(heads).hasSize(2).allSatisfy(head -> assertThat(head).contains("content-length: 0\r\n"));
    }

    @Test
    void errorBeforeTheBodyHasEndedReachesTheCaller() throws Exception {
        upstream.script(connection -> {
            connection.send("HTTP/1.1 413 Payload Too Large\r\ncontent-length: 8\r\n\r\ntoo much");
            connection.drain();
        });
        byte[] body = body(LARGE);

        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body));
            // Half of it, so that it is the answer that ends the upload.
            connection.send(Arrays.copyOf(body, LARGE / 2));
            Reply reply = connection.receive();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).isEqualTo("too much");
        }
    }

    @Test
    void connectionWithHalfABodyOnItIsNotUsedAgain() throws Exception {
        upstream.script(connection -> {
            connection
                    .send("HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\n\r\n")
                    .keep();
        });
        byte[] body = body(LARGE);
        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body)).send(Arrays.copyOf(body, LARGE / 2));
            assertThat(connection.receive().status()).isEqualTo(413);
        }
        CompletableFuture<String> seen = new CompletableFuture<>();
        upstream.script(connection -> {
            seen.complete(connection.head());
            connection.send(RawUpstream.OK).keep();
        });

        assertThat(services.call("GET", "/any/1").status()).isEqualTo(200);
        assertThat(seen.get(SECONDS, TimeUnit.SECONDS)).startsWith("GET /any/1 ");
    }

    @Test
    void successBeforeTheBodyHasEndedIsNotCompletedUntilTheBodyIsVerified() throws Exception {
        byte[] body = body(LARGE);
        byte[] changed = body.clone();
        changed[LARGE - 1] ^= 1;
        upstream.script(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok");
            connection.drain();
        });

        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body)).send(body);
            assertThat(connection.receive().status()).isEqualTo(200);
        }
        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body)).send(changed);
            assertThat(connection.receive().status()).isEqualTo(400);
        }
        upstream.script(connection -> {
            connection
                    .send("HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n")
                    .send("2\r\nok\r\n0\r\n\r\n");
            connection.drain();
        });
        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body)).sendMeanwhile(changed);
            assertThatThrownBy(connection::receive).isInstanceOf(IOException.class);
        }
    }

    @Test
    void bodyIsNotReadFasterThanTheServiceTakesIt() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        upstream.script(connection -> {
            taken.await();
            connection.send(answer(connection.read(BUFFERED * 3).length + "")).keep();
        });
        byte[] body = body(BUFFERED * 3);
        AtomicLong sent = new AtomicLong();

        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body));
            connection.sendMeanwhile(body, sent);
            long stoppedAt = awaitStandstill(sent);
            assertThat(stoppedAt).isLessThan(BUFFERED);
            taken.countDown();
            assertThat(connection.receive().body()).isEqualTo(Integer.toString(body.length));
        }
    }

    @Test
    void answerIsNotReadFasterThanTheCallerTakesIt() throws Exception {
        AtomicLong sent = new AtomicLong();
        upstream.script(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: " + BUFFERED * 3 + "\r\n\r\n");
            for (int piece = 0; piece < BUFFERED * 3 / 1024; piece++) {
                connection.send(new byte[1024]);
                sent.addAndGet(1024);
            }
            connection.drain();
        });

        try (RawConnection connection = services.connect()) {
            connection.send(services.head("GET", "/any/1") + "\r\n");
            assertThat(awaitStandstill(sent)).isLessThan(BUFFERED);
            assertThat(connection.receive().body()).hasSize(BUFFERED * 3);
        }
    }

    @Test
    void aCallerThatGoesAwayTakesItsRequestWithIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        upstream.script(connection -> {
            reached.countDown();
            connection.drain();
            gone.countDown();
        });

        try (RawConnection connection = services.connect()) {
            connection.send(services.head("DELETE", "/any/1") + "\r\n");
            assertThat(reached.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            connection.reset();
        }

        assertThat(gone.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(services.lastAudit("any", "Delete", 1).getString("errorCode"))
                .isEqualTo("ClientClosedRequest");
        assertThat(services.metrics()).contains("operation=\"Delete\",outcome=\"aborted\",service=\"any\"} 1.0");
    }

    @Test
    void aCallerThatClosesItsHalfOfTheConnectionIsTakenForGone() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        upstream.script(connection -> {
            reached.countDown();
            connection.drain();
            gone.countDown();
        });

        try (RawConnection connection = services.connect()) {
            connection.send(services.head("GET", "/any/1") + "\r\n");
            assertThat(reached.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            connection.halfClose();

            assertThat(gone.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallerThatGoesAwayWithinItsBodyLeavesNothingCompleted() throws Exception {
        CompletableFuture<Long> received = new CompletableFuture<>();
        upstream.script(connection -> {
            received.complete(connection.drain());
        });
        byte[] body = body(LARGE);

        try (RawConnection connection = services.connect()) {
            connection.send(headOf("PUT", body)).send(Arrays.copyOf(body, LARGE / 2));
        }

        assertThat(received.get(SECONDS, TimeUnit.SECONDS)).isLessThan(LARGE);
    }

    private static long awaitStandstill(AtomicLong count) {
        AtomicLong last = new AtomicLong(-1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(SECONDS))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count.get() > 0 && last.getAndSet(count.get()) == count.get());
        return count.get();
    }

    private static String headOf(String method, byte[] body) {
        SignedRequest signed = services.sign(services.request(method, "/any/1").body(body));
        return RawConnection.head(signed) + "content-length: " + body.length + "\r\n\r\n";
    }

    private static String forged(String head) {
        int first = head.indexOf("Signature=") + "Signature=".length();
        char other = head.charAt(first) == '0' ? '1' : '0';
        return head.substring(0, first) + other + head.substring(first + 1);
    }

    private static String answer(String text) {
        return "HTTP/1.1 200 OK\r\ncontent-length: " + text.length() + "\r\n\r\n" + text;
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
