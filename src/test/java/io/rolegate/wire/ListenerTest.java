package io.rolegate.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String PUT = "PUT /a HTTP/1.1\r\nHost: a\r\n";
    private static final Handler<HttpServerRequest> OK =
            request -> request.response().end("ok");

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private static void later(long millis, Runnable action) {
        Objects.requireNonNull(Vertx.currentContext()).owner().setTimer(millis, timer -> action.run());
    }

    @Test
    void strictDecoderStandsInThePlaceOfNettys() throws Exception {
        Handler<HttpServerRequest> tellPipeline = request -> {
            ChannelPipeline pipeline =
                    VertxInternals.channel(request.connection()).pipeline();
            seen.add(pipeline.get(Http1Decoder.class) != null
                    && pipeline.get(Http1Wire.class) != null
                    && pipeline.get(HttpObjectDecoder.class) == null);
            request.response().end();
        };
        try (RunningListener listener = new RunningListener(new Limits().build(), tellPipeline);
                RawConnection connection = listener.connect()) {
            connection.send(GET).receive();
        }

        assertThat(seen).containsExactly(true);
    }

    @Test
    void headThatDoesNotComeToItsEndIsRefused() throws Exception {
        WireLimits limits = new Limits().headDeadline(Limits.SHORT).build();
        try (RunningListener listener = new RunningListener(limits, OK);
                RawConnection connection = listener.connect()) {
            connection.send("GET /a HTTP/1.1\r\nHost");

            var reply = connection.receive();

            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void headsThatComeInPiecesInTimeAreTaken() throws Exception {
        try (RunningListener listener = new RunningListener(new Limits().build(), OK);
                RawConnection connection = listener.connect()) {
            for (int index = 0; index < GET.length(); index++) {
                connection.send(GET.substring(index, index + 1));
            }

            assertThat(connection.receive().body()).isEqualTo("ok");
        }
    }

    @Test
    void connectionThatBringsNothingIsClosed() throws Exception {
        WireLimits limits = new Limits().headDeadline(Limits.SHORT).build();
        try (RunningListener listener = new RunningListener(limits, OK);
                RawConnection connection = listener.connect()) {
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void connectionWithoutAFurtherRequestIsClosed() throws Exception {
        WireLimits limits = new Limits().keepAlive(Limits.SHORT).build();
        try (RunningListener listener = new RunningListener(limits, OK);
                RawConnection connection = listener.connect()) {
            assertThat(connection.send(GET).receive().headers()).doesNotContainKey("connection");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void longAnswersAreNoSilence() throws Exception {
        WireLimits limits = new Limits()
                .headDeadline(Limits.SHORT)
                .bodyIdle(Limits.SHORT)
                .requestDeadline(Limits.SHORT)
                .keepAlive(Limits.SHORT)
                .build();
        Handler<HttpServerRequest> late = request -> request.end()
                .onSuccess(end -> later(2500, () -> request.response().end("late")));
        try (RunningListener listener = new RunningListener(limits, late);
                RawConnection connection = listener.connect()) {
            assertThat(connection
                            .send(PUT + "Content-Length: 1\r\n\r\nx")
                            .receive()
                            .body())
                    .isEqualTo("late");
        }
    }

    @Test
    void lastRequestOfAConnectionIsAnsweredWithClose() throws Exception {
        WireLimits limits = new Limits().requestsPerConnection(2).build();
        try (RunningListener listener = new RunningListener(limits, OK);
                RawConnection connection = listener.connect()) {
            connection.send(GET + GET + GET);

            assertThat(connection.receive().headers()).doesNotContainKey("connection");
            assertThat(connection.receive().headers()).containsEntry("connection", "close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void tooManyConnectionsAreClosedAtOnce() throws Exception {
        assertThatThirdConnectionIsClosed(new Limits().connections(2).build());
        assertThatThirdConnectionIsClosed(new Limits().connectionsPerAddress(2).build());
    }

    private static void assertThatThirdConnectionIsClosed(WireLimits limits) throws Exception {
        try (RunningListener listener = new RunningListener(limits, OK);
                RawConnection first = listener.connect()) {
            try (RawConnection second = listener.connect()) {
                assertThat(second.send(GET).receive().body()).isEqualTo("ok");
                try (RawConnection third = listener.connect()) {
                    assertThat(third.isClosed()).isTrue();
                }
                assertThat(first.send(GET).receive().body()).isEqualTo("ok");
                assertThat(listener.admissions().refused()).isEqualTo(1);
            }
            await().until(() -> listener.admissions().connections() == 1);
            try (RawConnection again = listener.connect()) {
                assertThat(again.send(GET).receive().body()).isEqualTo("ok");
            }
        }
    }

    @Test
    void bodyThatDoesNotComeFails() throws Exception {
        assertBodyFails(new Limits().bodyIdle(Limits.SHORT).build());
        assertBodyFails(new Limits().requestDeadline(Limits.SHORT).build());
    }

    private void assertBodyFails(WireLimits limits) throws Exception {
        Handler<HttpServerRequest> readBody = request -> request.body().onFailure(failure -> {
            seen.add(((ApiException) failure).error());
            request.response().setStatusCode(408).end("late");
        });
        try (RunningListener listener = new RunningListener(limits, readBody);
                RawConnection connection = listener.connect()) {
            var reply = connection.send(PUT + "Content-Length: 5\r\n\r\nhel").receive();

            assertThat(reply.body()).isEqualTo("late");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.isClosed()).isTrue();
            assertThat(seen.poll()).isEqualTo(ErrorCode.REQUEST_TIMEOUT);
        }
    }

    @Test
    void clientIsNotBlamedForABodyThatNobodyReads() throws Exception {
        WireLimits limits = new Limits().bodyIdle(Limits.SHORT).build();
        Handler<HttpServerRequest> pauseFirst = request -> {
            request.pause();
            later(2500, () -> {
                request.body().onSuccess(body -> request.response().end(body));
                request.resume();
            });
        };
        try (RunningListener listener = new RunningListener(limits, pauseFirst);
                RawConnection connection = listener.connect()) {
            assertThat(connection
                            .send(PUT + "Content-Length: 5\r\n\r\nhello")
                            .receive()
                            .body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void failureIsToldToWhoReadsTheBodyOnlyLater() throws Exception {
        Handler<HttpServerRequest> readLater = request -> {
            request.pause();
            later(100, () -> {
                request.body()
                        .onFailure(
                                failure -> request.response().setStatusCode(400).end(failure.getMessage()));
                request.resume();
            });
        };
        try (RunningListener listener = new RunningListener(new Limits().build(), readLater);
                RawConnection connection = listener.connect()) {
            var reply = connection
                    .send(PUT + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n" + GET)
                    .receive();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("malformed");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void brokenBodyBehindAPipelinedRequestIsToldWhenItsTurnComes() throws Exception {
        Handler<HttpServerRequest> echo = request -> request.body()
                .onSuccess(body -> later(100, () -> request.response().end("first")))
                .onFailure(failure -> request.response().setStatusCode(400).end("broken"));
        try (RunningListener listener = new RunningListener(new Limits().build(), echo);
                RawConnection connection = listener.connect()) {
            connection.send(GET + PUT + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n" + GET);

            assertThat(connection.receive().body()).isEqualTo("first");
            assertThat(connection.receive().body()).isEqualTo("broken");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void unreadableRequestIsAnsweredAfterThoseBeforeIt() throws Exception {
        Handler<HttpServerRequest> late =
                request -> later(100, () -> request.response().end("first"));
        try (RunningListener listener = new RunningListener(new Limits().build(), late);
                RawConnection connection = listener.connect()) {
            connection.send(GET + "GET /b HTTP/1.1\r\nbad header\r\n\r\n" + GET);

            assertThat(connection.receive().body()).isEqualTo("first");
            assertThat(connection.receive().status()).isEqualTo(400);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void callerWhoTakesNothingIsCut() throws Exception {
        WireLimits limits = new Limits().bodyIdle(Limits.SHORT).build();
        Handler<HttpServerRequest> large = request -> {
            request.connection().closeHandler(closed -> seen.add("closed"));
            request.response().end(Buffer.buffer(new byte[32 << 20]));
        };
        try (RunningListener listener = new RunningListener(limits, large);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), listener.url().getPort())) {
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));

            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    void answerIsNotLostOnAClientThatIsStillSending() throws Exception {
        Handler<HttpServerRequest> refuseEarly = request -> request.response()
                .setStatusCode(413)
                .putHeader("connection", "close")
                .end("too large");
        try (RunningListener listener = new RunningListener(new Limits().build(), refuseEarly);
                RawConnection connection = listener.connect()) {
            connection.send(PUT + "Content-Length: 8000000\r\n\r\n");
            sendAsMuchAsPossible(connection);

            assertThat(connection.receive().body()).isEqualTo("too large");
        }
    }

    private static void sendAsMuchAsPossible(RawConnection connection) {
        try {
            for (int piece = 0; piece < 80; piece++) {
                connection.send(new byte[100_000]);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void drainingLosesNoRequest() throws Exception {
        BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
        Handler<HttpServerRequest> hold = request -> {
            if ("/held".equals(request.path())) {
                held.add(request);
            } else {
                request.response().end("ok");
            }
        };
        try (RunningListener listener = new RunningListener(new Limits().build(), hold);
                RawConnection idle = listener.connect();
                RawConnection unused = listener.connect();
                RawConnection busy = listener.connect()) {
            idle.send(GET).receive();
            busy.send(GET.replace("/a", "/held"));
            HttpServerRequest request = held.poll(30, TimeUnit.SECONDS);

            var drained = listener.drain(Duration.ofSeconds(30));
            await().until(() -> refusesConnections(listener));
            var onIdle = idle.send(GET).receive();
            listener.vertx().runOnContext(go -> request.response().end("held"));
            var onBusy = busy.receive();

            assertThat(onIdle.body()).isEqualTo("ok");
            assertThat(onIdle.headers()).containsEntry("connection", "close");
            assertThat(onBusy.body()).isEqualTo("held");
            assertThat(onBusy.headers()).containsEntry("connection", "close");
            assertThat(unused.isClosed()).isTrue();
            drained.await(30, TimeUnit.SECONDS);
        }
    }

    private static boolean refusesConnections(RunningListener listener) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.url().getPort())) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void drainingEndsAtItsLimit() throws Exception {
        try (RunningListener listener = new RunningListener(new Limits().build(), request -> {});
                RawConnection connection = listener.connect()) {
            connection.send(GET);
            await().until(() -> listener.admissions().connections() == 1);

            listener.drain(Duration.ofMillis(100)).await(30, TimeUnit.SECONDS);

            assertThat(connection.isClosed()).isTrue();
        }
    }
}
