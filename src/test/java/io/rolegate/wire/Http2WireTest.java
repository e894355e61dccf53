package io.rolegate.wire;

import static io.rolegate.wire.RawHttp2.CONTINUATION;
import static io.rolegate.wire.RawHttp2.DATA;
import static io.rolegate.wire.RawHttp2.END_STREAM;
import static io.rolegate.wire.RawHttp2.GOAWAY;
import static io.rolegate.wire.RawHttp2.HEADERS;
import static io.rolegate.wire.RawHttp2.PING;
import static io.rolegate.wire.RawHttp2.RST_STREAM;
import static io.rolegate.wire.RawHttp2.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import io.rolegate.api.ApiException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class Http2WireTest {
    private static final String[] GET = {":method", "GET", ":scheme", "https", ":authority", "a", ":path", "/a"};
    private static final String[] PUT = {":method", "PUT", ":scheme", "https", ":authority", "a", ":path", "/a"};
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static TlsFiles files;
    private static TestCertificate certificate;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final Handler<HttpServerRequest> ok = request -> {
        seen.add(request);
        request.response().end("ok");
    };

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = TestCertificate.make("listener");
        files = certificate.write(folder, Duration.ofHours(1));
    }

    private static RunningListener start(Limits limits, Handler<HttpServerRequest> requests) throws Exception {
        return new RunningListener(limits.build(), files, requests);
    }

    private static RawHttp2 connect(RunningListener listener, int... settings) throws Exception {
        return new RawHttp2(listener.url(), certificate.trusting(), settings);
    }

    private static Limits limits() {
        return new Limits().headDeadline(Duration.ofSeconds(10));
    }

    @Test
    void watchIsInPlace() throws Exception {
        Handler<HttpServerRequest> tell = request -> request.response()
                .end(String.valueOf(
                        VertxInternals.channel(request.connection()).pipeline().get(Http2Wire.class) != null));
        try (RunningListener listener = start(limits(), tell);
                RawHttp2 connection = connect(listener)) {
            assertThat(connection.head(1, true, GET).receive(1).body()).isEqualTo("true");
        }
    }

    @Test
    void bodiesComeWhole() throws Exception {
        Handler<HttpServerRequest> echo =
                request -> request.body().onSuccess(body -> request.response().end(body));
        try (RunningListener listener = start(limits(), echo);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, false, PUT).send(DATA, 0, 1, ascii("hel")).send(DATA, END_STREAM, 1, ascii("lo"));

            assertThat(connection.receive(1).body()).isEqualTo("hello");
        }
    }

    @TestFactory
    Stream<DynamicTest> malformedHeadsReachNobody() {
        return Map.ofEntries(
                        Map.entry("no method", head(":scheme", "https", ":authority", "a", ":path", "/a")),
                        Map.entry("no scheme", head(":method", "GET", ":authority", "a", ":path", "/a")),
                        Map.entry("no path", head(":method", "GET", ":scheme", "https", ":authority", "a")),
                        Map.entry(
                                "empty path",
                                and(":method", "GET", ":scheme", "https", ":authority", "a", ":path", "")),
                        Map.entry("path twice", and(":path", "/b")),
                        Map.entry("method twice", and(":method", "PUT")),
                        Map.entry("authority twice", and(":authority", "b")),
                        Map.entry("unknown pseudo-header", and(":proto", "a")),
                        Map.entry("pseudo-header of an answer", and(":status", "200")),
                        Map.entry("pseudo-header behind a header", and("x-a", "b", ":path", "/b")),
                        Map.entry("name in upper case", and("X-A", "b")),
                        Map.entry("name with a blank", and("x a", "b")),
                        Map.entry("name with a colon", and("x:a", "b")),
                        Map.entry("empty name", and("", "b")),
                        Map.entry("connection", and("connection", "close")),
                        Map.entry("keep-alive", and("keep-alive", "1")),
                        Map.entry("proxy-connection", and("proxy-connection", "close")),
                        Map.entry("transfer-encoding", and("transfer-encoding", "chunked")),
                        Map.entry("upgrade", and("upgrade", "websocket")),
                        Map.entry("te", and("te", "gzip")),
                        Map.entry("other host", and("host", "b")),
                        Map.entry("same host, other port", and("host", "a:1")),
                        Map.entry(
                                "authority with a user",
                                head(":method", "GET", ":scheme", "https", ":authority", "u@a", ":path", "/a")),
                        Map.entry("length without a body", and("content-length", "5")))
                .entrySet()
                .stream()
                .map(malformed ->
                        DynamicTest.dynamicTest(malformed.getKey(), () -> assertRefused(malformed.getValue())));
    }

    private void assertRefused(String[] head) throws Exception {
        try (RunningListener listener = start(limits(), ok);
                RawHttp2 connection = connect(listener)) {
            var frame = connection.head(1, true, head).next();
            while (frame.type() != RST_STREAM && frame.type() != GOAWAY) {
                assertThat(frame.type()).isNotEqualTo(HEADERS);
                frame = connection.next();
            }

            assertThat(frame.errorCode()).isEqualTo((int) Http2Error.PROTOCOL_ERROR.code());
        }
        assertThat(seen).isEmpty();
    }

    private static String[] head(String... headers) {
        return headers;
    }

    private static String[] and(String... more) {
        return Stream.concat(Stream.of(GET), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void tooLargeHeadIsRefused() throws Exception {
        try (RunningListener listener = start(limits(), ok);
                RawHttp2 connection = connect(listener)) {
            assertThat(connection
                            .head(1, true, and("x-a", "a".repeat(8000), "x-b", "b".repeat(8300)))
                            .receive(1)
                            .status())
                    .isEqualTo(431);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void headThatDoesNotComeToItsEndIsCut() throws Exception {
        Limits limits = limits().headDeadline(Duration.ofSeconds(1)).bodyIdle(Limits.SHORT);
        try (RunningListener listener = start(limits, ok);
                RawHttp2 connection = connect(listener)) {
            connection.next(SETTINGS);
            connection.send(HEADERS, END_STREAM, 1, RawHttp2.block(GET));

            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void endlessHeadIsCut() throws Exception {
        try (RunningListener listener = start(limits(), ok);
                RawHttp2 connection = connect(listener)) {
            connection.send(HEADERS, END_STREAM, 1, RawHttp2.block(GET));
            for (int index = 0; index < 20; index++) {
                connection.send(CONTINUATION, 0, 1, new byte[0]);
            }

            assertCalmed(connection);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void connectionOnWhichHttp2DoesNotBeginIsCut() throws Exception {
        Limits limits = limits().headDeadline(Duration.ofSeconds(1));
        try (RunningListener listener = start(limits, ok);
                RawConnection connection = new RawConnection(listener.url(), certificate.trusting(), "h2")) {
            connection.send("PRI * HT");

            assertThat(connection.isClosedAtLast()).isTrue();
        }
    }

    @Test
    void unusedConnectionIsClosed() throws Exception {
        try (RunningListener listener = start(limits().keepAlive(Limits.SHORT), ok);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, true, GET).receive(1);

            assertThat(connection.next(GOAWAY).errorCode()).isZero();
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void streamsAreBounded() throws Exception {
        Limits limits = limits().http2(new WireLimits.Http2(2, 0, 0));
        try (RunningListener listener = start(limits, request -> {});
                RawHttp2 connection = connect(listener)) {
            connection.head(1, true, GET).head(3, true, GET).head(5, true, GET);

            var refused = connection.next(RST_STREAM);
            assertThat(refused.stream()).isEqualTo(5);
            assertThat(refused.errorCode()).isEqualTo((int) Http2Error.REFUSED_STREAM.code());
        }
    }

    @Test
    void resetsAreBounded() throws Exception {
        Limits limits = limits().http2(new WireLimits.Http2(100, 5, 0));
        try (RunningListener listener = start(limits, request -> {});
                RawHttp2 connection = connect(listener)) {
            for (int stream = 1; stream < 20; stream += 2) {
                connection.head(stream, true, GET).send(RST_STREAM, 0, stream, new byte[4]);
            }

            assertCalmed(connection);
        }
    }

    @Test
    void controlFramesAreBounded() throws Exception {
        assertControlFramesAreBounded(PING, new byte[8]);
        assertControlFramesAreBounded(SETTINGS, new byte[0]);
    }

    private void assertControlFramesAreBounded(int type, byte[] payload) throws Exception {
        Limits limits = limits().http2(new WireLimits.Http2(100, 0, 10));
        try (RunningListener listener = start(limits, ok);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, true, GET).receive(1);
            for (int count = 0; count < 12; count++) {
                connection.send(type, 0, 0, payload);
            }

            assertCalmed(connection);
        }
    }

    private static void assertCalmed(RawHttp2 connection) throws IOException {
        assertThat(connection.next(GOAWAY).errorCode()).isEqualTo((int) Http2Error.ENHANCE_YOUR_CALM.code());
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void bodyThatDoesNotComeFailsAndOthersGoOn() throws Exception {
        Handler<HttpServerRequest> readBody = request -> request.body()
                .onSuccess(body -> request.response().end("whole"))
                .onFailure(failure -> request.response()
                        .setStatusCode(((ApiException) failure).error().status())
                        .end());
        try (RunningListener listener = start(limits().bodyIdle(Limits.SHORT), readBody);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, false, PUT).send(DATA, 0, 1, ascii("hel"));

            assertThat(connection.receive(1).status()).isEqualTo(408);
            var reset = connection.next(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(1);
            assertThat(reset.errorCode()).isZero();
            assertThat(connection.head(3, true, PUT).receive(3).body()).isEqualTo("whole");
        }
    }

    @Test
    void callerWhoTakesNothingLosesTheAnswer() throws Exception {
        Handler<HttpServerRequest> begun = request -> {
            request.response().closeHandler(closed -> seen.add("closed"));
            request.response().setChunked(true).write(Buffer.buffer(new byte[1 << 20]));
        };
        Handler<HttpServerRequest> whole = request -> request.response().end(Buffer.buffer(new byte[1 << 20]));
        for (Handler<HttpServerRequest> answer : List.of(begun, whole)) {
            for (int window : new int[] {0, 100}) {
                try (RunningListener listener = start(limits().bodyIdle(Limits.SHORT), answer);
                        RawHttp2 connection = connect(listener, INITIAL_WINDOW_SIZE, window)) {
                    connection.head(1, true, GET);

                    assertThat(connection.next(RST_STREAM).errorCode()).isEqualTo((int) Http2Error.CANCEL.code());
                }
            }
        }
        assertThat(seen).containsExactly("closed", "closed");
    }

    @Test
    void lastRequestOfAConnectionIsAnnounced() throws Exception {
        try (RunningListener listener = start(limits().requestsPerConnection(2), ok);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, true, GET).receive(1);
            connection.head(3, true, GET);

            assertThat(connection.next(GOAWAY).lastStream()).isEqualTo(Integer.MAX_VALUE);
            assertThat(connection.receive(3).body()).isEqualTo("ok");
            assertThat(connection.next(GOAWAY).lastStream()).isEqualTo(3);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void drainingLosesNoRequest() throws Exception {
        BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
        try (RunningListener listener = start(limits(), held::add);
                RawHttp2 connection = connect(listener)) {
            connection.head(1, true, GET);
            HttpServerRequest before = held.poll(30, TimeUnit.SECONDS);

            var drained = listener.drain(Duration.ofSeconds(30));
            assertThat(connection.next(GOAWAY).lastStream()).isEqualTo(Integer.MAX_VALUE);
            connection.head(3, true, GET);
            HttpServerRequest late = held.poll(30, TimeUnit.SECONDS);
            listener.vertx().runOnContext(go -> late.response().end("late"));
            assertThat(connection.receive(3).body()).isEqualTo("late");

            assertThat(connection.next(GOAWAY).lastStream()).isEqualTo(3);
            listener.vertx().runOnContext(go -> before.response().end("before"));
            assertThat(connection.receive(1).body()).isEqualTo("before");
            assertThat(connection.isClosed()).isTrue();
            drained.await(30, TimeUnit.SECONDS);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
