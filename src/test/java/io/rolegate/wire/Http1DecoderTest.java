package io.rolegate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class Http1DecoderTest {
    private static final String HEAD = "GET /a HTTP/1.1\r\nHost: a\r\n";

    @TestFactory
    Stream<DynamicTest> readsEachCaseInOnePieceAndInMany() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/http1-framing.jsonl")).stream()
                .map(JsonObject::new)
                .map(framing -> DynamicTest.dynamicTest(framing.getString("id"), () -> {
                    String bytes = framing.getString("bytes");

                    assertCase(framing, decode(bytes));
                    assertCase(framing, Decoded.of(Decoded.LIMITS, octets(bytes)));
                }));
    }

    private static void assertCase(JsonObject framing, Decoded decoded) {
        JsonArray expected = framing.getJsonArray("requests", new JsonArray());
        assertThat(decoded.requests())
                .extracting(Decoded.Request::line)
                .isEqualTo(expected.stream()
                        .map(request -> ((JsonObject) request).getString("line"))
                        .toList());
        assertThat(status(decoded.refused())).isEqualTo(framing.getInteger("refused", 0));
        assertThat(status(decoded.broken())).isEqualTo(framing.getInteger("brokenBody", 0));
        if (decoded.broken() == null) {
            assertThat(decoded.requests()).extracting(Decoded.Request::body).isEqualTo(bodies(expected));
            assertThat(decoded.requests()).allMatch(Decoded.Request::ended);
        } else {
            assertThat(decoded.requests()).noneMatch(Decoded.Request::ended);
        }
    }

    private static List<String> bodies(JsonArray requests) {
        return requests.stream()
                .map(request -> ((JsonObject) request).getString("body"))
                .toList();
    }

    private static int status(@Nullable ApiException failure) {
        return failure == null ? 0 : failure.error().status();
    }

    @Test
    void headersAreKeptAsTheyCameWithoutOuterBlanks() {
        Decoded decoded = decode("GET /a?b=c HTTP/1.1\r\nHost:a\r\nX-A: \t b  c \t\r\nx-a:\r\n\r\n");

        assertThat(decoded.requests()).singleElement().satisfies(request -> {
            assertThat(request.head().headers().entries())
                    .extracting(header -> header.getKey() + "=" + header.getValue())
                    .containsExactly("Host=a", "X-A=b  c", "x-a=");
            assertThat(request.head().uri()).isEqualTo("/a?b=c");
        });
    }

    @Test
    void requestLineAndHeadersAreBounded() {
        assertThat(refusal("GET /" + "a".repeat(1024 - 14) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isNull();
        assertThat(refusal("GET /" + "a".repeat(1025 - 14) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo(ErrorCode.URI_TOO_LONG);
        assertThat(refusal("G".repeat(1027))).isEqualTo(ErrorCode.URI_TOO_LONG);
        assertThat(refusal("GET / HTTP/1.1\r\nx: " + "a".repeat(1017) + "\r\n\r\n"))
                .isNull();
        assertThat(refusal("GET / HTTP/1.1\r\nx: " + "a".repeat(1018) + "\r\n\r\n"))
                .isEqualTo(ErrorCode.HEADERS_TOO_LARGE);
        assertThat(refusal("GET / HTTP/1.1\r\nx: " + "a".repeat(1024))).isEqualTo(ErrorCode.HEADERS_TOO_LARGE);
        assertThat(refusal("GET / HTTP/1.1\r\n" + "x: a\r\n".repeat(20) + "\r\n"))
                .isNull();
        assertThat(refusal("GET / HTTP/1.1\r\n" + "x: a\r\n".repeat(21))).isEqualTo(ErrorCode.HEADERS_TOO_LARGE);
    }

    private static @Nullable ErrorCode refusal(String bytes) {
        Decoded whole = decode(bytes);
        Decoded pieces = Decoded.of(Decoded.LIMITS, octets(bytes));
        assertThat(error(pieces.refused())).isEqualTo(error(whole.refused()));
        return error(whole.refused());
    }

    private static @Nullable ErrorCode error(@Nullable ApiException failure) {
        return failure == null ? null : failure.error();
    }

    @Test
    void nothingIsTakenBeyondTheRequestsOfAConnection() {
        Decoded decoded = Decoded.of(Decoded.limits(2), List.of((HEAD + "\r\n").repeat(3)));

        assertThat(decoded.requests()).hasSize(2);
        assertThat(decoded.refused()).isNull();
    }

    @Test
    void unreadableRequestTellsWhatItsSenderMayUnderstand() {
        var channel =
                new io.netty.channel.embedded.EmbeddedChannel(new Http1Decoder(Decoded.LIMITS, new HeadReader(4096)));
        channel.writeInbound(Unpooled.copiedBuffer(
                "HEAD /queues HTTP/1.1\r\nAuthorization: MNS a:b\r\nContent-Length: 9\r\nbad header\r\n\r\n",
                StandardCharsets.US_ASCII));

        HttpRequest told = channel.readInbound();

        assertThat(told.method()).isEqualTo(HttpMethod.HEAD);
        assertThat(told.uri()).isEqualTo("/queues");
        assertThat(told.headers().get("authorization")).isEqualTo("MNS a:b");
        assertThat(told.headers().get("connection")).isEqualTo("close");
        assertThat(told.headers().contains("content-length")).isFalse();
    }

    private static Decoded decode(String bytes) {
        return Decoded.of(Decoded.LIMITS, List.of(bytes));
    }

    private static List<String> octets(String bytes) {
        List<String> octets = new ArrayList<>();
        bytes.chars().forEach(octet -> octets.add(String.valueOf((char) octet)));
        return octets;
    }
}
