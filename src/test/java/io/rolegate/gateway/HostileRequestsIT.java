package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.Dialect;
import io.rolegate.wire.RawConnection;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests as no honest client sends them, byte by byte: answered in the caller's format, never forwarded. */
class HostileRequestsIT {
    private static Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        blobs = new Blobs();
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
    }

    @BeforeEach
    void forget() {
        blobs.seen().clear();
    }

    @TestFactory
    Stream<DynamicTest> refusesTheTarget() {
        return Map.ofEntries(
                        Map.entry("/blobs/../a", "InvalidRequestURL"),
                        Map.entry("/blobs/./a", "InvalidRequestURL"),
                        Map.entry("/blobs/%2e%2e/a", "InvalidRequestURL"),
                        Map.entry("/blobs//a", "InvalidRequestURL"),
                        Map.entry("//blobs/a", "InvalidRequestURL"),
                        Map.entry("/blobs/a%2fb", "InvalidRequestURL"),
                        Map.entry("/blobs/a%5Cb", "InvalidRequestURL"),
                        Map.entry("/blobs/a\\b", "InvalidRequestURL"),
                        Map.entry("/blobs/a%00", "InvalidRequestURL"),
                        Map.entry("/blobs/a%0d%0ab", "InvalidRequestURL"),
                        Map.entry("/blobs/a%252fb", "InvalidRequestURL"),
                        Map.entry("/blobs/a;v=1", "InvalidRequestURL"),
                        Map.entry("/blobs/a%3bv=1", "InvalidRequestURL"),
                        Map.entry("/blobs/%61", "InvalidRequestURL"),
                        Map.entry("/blobs/%C0%AF", "InvalidRequestURL"),
                        Map.entry("/blobs/%EF%BC%8F", "InvalidRequestURL"),
                        Map.entry("/blobs/a%zz", "InvalidRequestURL"),
                        Map.entry("/blobs/a%", "InvalidRequestURL"),
                        Map.entry("/blobs/a#b", "InvalidRequestURL"),
                        Map.entry("/blobs/a?b#c", "InvalidParameter"),
                        Map.entry("/blobs/\u00e9", "InvalidRequestURL"),
                        Map.entry("/blobs/a?x=%zz", "InvalidParameter"),
                        Map.entry("/blobs/a?x=%C0%AF", "InvalidParameter"),
                        Map.entry("/blobs/a?x=1&x=2", "InvalidParameter"),
                        Map.entry("/blobs/a?x=1&%78=2", "InvalidParameter"),
                        Map.entry("/blobs/a?=1", "InvalidParameter"),
                        Map.entry("/blobs/a?x=1&&y=2", "InvalidParameter"),
                        Map.entry("/?Action=Put&action=Get", "InvalidParameter"),
                        Map.entry("http://127.0.0.1/blobs/a", "InvalidRequestURL"),
                        Map.entry("127.0.0.1:80", "InvalidRequestURL"),
                        Map.entry("*", "InvalidRequestURL"))
                .entrySet()
                .stream()
                .map(refused -> DynamicTest.dynamicTest(refused.getKey(), () -> assertThat(assertRefused(
                                        400,
                                        signedHead().replaceFirst(" /blobs/a ", " " + quoted(refused.getKey()) + " ")
                                                + "\r\n")
                                .body())
                        .contains("\"Code\":\"" + refused.getValue())));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\");
    }

    @TestFactory
    Stream<DynamicTest> refusesTheMethod() {
        return Stream.of("get", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "G@T")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    try (RawConnection connection = blobs.connect()) {
                        var reply = connection
                                .send(signedHead().replaceFirst("GET", method) + "\r\n")
                                .receive();

                        assertThat(reply.status()).isBetween(400, 499);
                        assertThat(blobs.seen()).isEmpty();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesTheHeader() {
        return Map.ofEntries(
                        Map.entry("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n", 400),
                        Map.entry("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", 400),
                        Map.entry("Transfer-Encoding: gzip, chunked\r\n", 400),
                        Map.entry("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400),
                        Map.entry("Transfer-Encoding: xchunked\r\n", 400),
                        Map.entry("Content-Length: +5\r\n", 400),
                        Map.entry("Content-Length: -1\r\n", 400),
                        Map.entry("Content-Length: 0\r\nContent-Length: 1\r\n", 400),
                        Map.entry("Content-Length: 0, 0\r\n", 400),
                        Map.entry("Host: elsewhere\r\n", 400),
                        Map.entry("Authorization: acs a:b\r\n", 400),
                        Map.entry("Content-Type: text/plain\r\nContent-Type: text/plain\r\n", 400),
                        Map.entry("x-escape: a\u001bb\r\n", 400),
                        Map.entry("x-delete: a\u007fb\r\n", 400),
                        Map.entry("x-folded: a\r\n b\r\n", 400),
                        Map.entry("x-bare: a\nb: c\r\n", 400),
                        Map.entry("x_y\u00e9: a\r\n", 400),
                        Map.entry("x-acs-version: 2030-01-01\r\n", 400),
                        Map.entry("x-acs-unsigned: 1\r\n", 400),
                        Map.entry("x-space : a\r\n", 400),
                        Map.entry(": a\r\n", 400),
                        Map.entry("x-nul: a\0b\r\n", 400),
                        Map.entry("Expect: 200-ok\r\n", 417),
                        Map.entry("x-long: " + "a".repeat(20_000) + "\r\n", 431))
                .entrySet()
                .stream()
                .map(refused -> DynamicTest.dynamicTest(
                        refused.getKey()
                                .strip()
                                .substring(
                                        0, Math.min(60, refused.getKey().strip().length())),
                        () -> assertRefused(refused.getValue(), signedHead() + refused.getKey() + "\r\n")));
    }

    @Test
    void requestLineThatIsTooLongGets414() throws Exception {
        assertRefused(414, "GET /blobs/" + "a".repeat(40_000) + " HTTP/1.1\r\nhost: a\r\n\r\n");
    }

    @Test
    void missingHostIsRefused() throws Exception {
        assertRefused(400, signedHead().replaceFirst("(?i)host: [^\r]*\r\n", "") + "\r\n");
    }

    @Test
    void badChunkSizeEndsTheConnectionAndNothingIsForwarded() throws Exception {
        String head = RawConnection.head(blobs.sign(blobs.request(Dialect.ACS3, "PUT", "/blobs/a")));
        try (RawConnection connection = blobs.connect()) {
            var reply = connection
                    .send(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n" + signedHead() + "\r\n")
                    .receive();

            assertThat(reply.status()).isEqualTo(400);
            assertError(reply);
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(connection.isClosed()).isTrue();
            assertThat(blobs.seen()).isEmpty();
        }
    }

    @Test
    void bodyOfARefusedRequestIsNotTakenForTheNextRequest() throws Exception {
        String smuggled =
                RawConnection.head(blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/smuggled"))) + "\r\n";
        try (RawConnection connection = blobs.connect()) {
            connection.send("PUT /nowhere HTTP/1.1\r\nhost: a\r\ncontent-length: " + smuggled.length() + "\r\n\r\n"
                    + smuggled + signedHead() + "\r\n");

            assertThat(connection.receive().status()).isBetween(400, 499);
            assertThat(connection.receive().body()).isEqualTo("stored");
            assertThat(blobs.take().target()).isEqualTo("/blobs/a");
            assertThat(blobs.seen()).isEmpty();
        }
    }

    @Test
    void upgradeIsNeverTunnelled() throws Exception {
        for (String protocol : new String[] {"h2c", "websocket"}) {
            try (RawConnection connection = blobs.connect()) {
                var reply = connection
                        .send(signedHead() + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol
                                + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")
                        .receive();

                assertThat(reply.status()).isNotEqualTo(101);
            }
        }
    }

    @Test
    void spoofedIdentityNeverReachesTheService() throws Exception {
        try (RawConnection connection = blobs.connect()) {
            connection.send(signedHead()
                    + "X-Rolegate-Assertion: forged\r\nx_rolegate_assertion: forged\r\nX-Rolegate-Action: forged\r\n"
                    + "X-Forwarded-For: 9.9.9.9\r\nx_forwarded_for: 9.9.9.9\r\nForwarded: for=9.9.9.9\r\n"
                    + "X-Real-IP: 9.9.9.9\r\nX-HTTP-Method-Override: DELETE\r\nX-Original-URL: /admin\r\nCookie: a=b\r\n"
                    + "True-Client-IP: 9.9.9.9\r\nX-Original-Method: DELETE\r\nx_acs_version: forged\r\n"
                    + "transfer_encoding: chunked\r\nProxy-Authorization: forged\r\n"
                    + "x-harmless: kept\r\nConnection: x-hop, authorization, x-acs-version\r\nx-hop: gone\r\n"
                    + "Connection: close ,X-Last\r\nx-last: gone\r\n\r\n");

            assertThat(connection.receive().status()).isEqualTo(200);
        }
        var headers = blobs.take().headers();
        assertThat(headers.toString()).doesNotContain("forged", "9.9.9.9", "/admin", "DELETE");
        assertThat(headers.getAll("x-rolegate-assertion")).hasSize(1);
        assertThat(headers.get("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.get("x-rolegate-action")).isEqualTo("blobs:Get");
        assertThat(headers.get("x-harmless")).isEqualTo("kept");
        assertThat(headers.get("x-acs-version")).isEqualTo("2030-01-01");
        assertThat(headers.names())
                .doesNotContain(
                        "authorization",
                        "x-hop",
                        "x-last",
                        "connection",
                        "transfer_encoding",
                        "cookie",
                        "forwarded",
                        "x-real-ip",
                        "x-acs-signature-nonce");
    }

    @Test
    void queryIsForwardedInCanonicalForm() throws Exception {
        String head = RawConnection.head(blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/a")
                        .query("b", "x y*")
                        .query("a", "1")))
                .replaceFirst("\\?[^ ]*", "?b=x+y*&a=1");
        try (RawConnection connection = blobs.connect()) {
            assertThat(connection.send(head + "\r\n").receive().status()).isEqualTo(200);
        }

        assertThat(blobs.take().target()).isEqualTo("/blobs/a?a=1&b=x%20y%2A");
    }

    private static String signedHead() {
        return RawConnection.head(blobs.sign(blobs.request(Dialect.ACS3, "GET", "/blobs/a")));
    }

    private static RawConnection.Reply assertRefused(int status, String request) throws IOException {
        blobs.seen().clear();
        try (RawConnection connection = blobs.connect()) {
            var reply = connection.send(request).receive();

            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            assertError(reply);
            assertThat(blobs.seen()).isEmpty();
            return reply;
        }
    }

    private static void assertError(RawConnection.Reply reply) {
        assertThat(reply.headers().get("content-type")).startsWith("application/json");
        assertThat(reply.headers().get("x-acs-request-id")).matches("[0-9A-F-]{36}");
        assertThat(reply.body())
                .contains("\"Code\"", "\"Message\"", reply.headers().get("x-acs-request-id"));
        assertThat(reply.headers()).doesNotContainKey("server");
    }
}
