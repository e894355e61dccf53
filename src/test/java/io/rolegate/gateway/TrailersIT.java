package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.SignedRequest;
import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawHttp2;
import io.rolegate.wire.RawHttp2.Frame;
import io.rolegate.wire.TestCertificate;
import io.rolegate.wire.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields behind bodies: an answer's reach callers who take them; a request's, which nothing signs, reach nobody. */
class TrailersIT {
    private static final int SECONDS = 30;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n";
    private static final String HARMLESS = "x-checksum: abc\r\ngrpc_status: 0\r\n";
    private static final String FORBIDDEN =
            """
            content-length: 5
            transfer-encoding: chunked
            content-type: text/html
            set-cookie: forged
            www-authenticate: forged
            location: forged
            trailer: forged
            connection: close
            host: forged
            x-acs-request-id: forged
            x-mns-request-id: forged
            x-rolegate-assertion: forged
            x-hop: forged
            cache-control: forged
            """
                    .replace("\n", "\r\n");

    private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    private static RawUpstream upstream;
    private static TestCertificate certificate;
    private static ServicesFixture services;

    @BeforeAll
    static void start() throws Exception {
        upstream = RawUpstream.answering(RawUpstream.OK);
        certificate = TestCertificate.make("localhost");
        TlsFiles files = certificate.write(Files.createTempDirectory("rolegate-tls"), Duration.ofMinutes(1));
        services = ServicesFixture.with()
                .service("any", "", upstream.address())
                .setting("api.tls.certificate", files.certificate().toString())
                .setting("api.tls.key", files.key().toString())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"te: trailers", "TE: deflate;q=0.5, Trailers", "te: trailers\r\nconnection: te"})
    void callerWhoTakesTrailersGetsThem(String taking) throws Exception {
        answer("trailer: x-checksum, x-hop, set-cookie\r\nconnection: x-hop\r\n", HARMLESS);

        String raw = raw(taking + "\r\n");

        assertThat(raw).contains("\r\ntrailer: x-checksum\r\n").doesNotContain("x-hop", "set-cookie");
        assertThat(raw).endsWith("\r\n2\r\nok\r\n0\r\n" + HARMLESS + "\r\n");
        assertThat(SEEN.poll(SECONDS, TimeUnit.SECONDS)).contains("te: trailers\r\n", "connection: te\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "te: gzip\r\n", "te: trailersx\r\n"})
    void callerWhoDoesNotTakeTrailersGetsNone(String te) throws Exception {
        answer("trailer: x-checksum\r\n", HARMLESS);

        String raw = raw(te);

        assertThat(raw).endsWith("\r\n2\r\nok\r\n0\r\n\r\n").doesNotContain("trailer", "x-checksum");
        assertThat(SEEN.poll(SECONDS, TimeUnit.SECONDS)).doesNotContain("\r\nte:", "trailers");
    }

    @Test
    void fieldsThatBelongInAHeadAreLeftOut() throws Exception {
        answer("connection: x-hop\r\n", FORBIDDEN + HARMLESS);
        assertThat(raw("te: trailers\r\n")).endsWith("\r\n0\r\n" + HARMLESS + "\r\n");

        answer("connection: x-hop\r\n", FORBIDDEN + HARMLESS);
        assertThat(overHttp2()).containsExactly("x-checksum=abc", "grpc_status=0");
    }

    @Test
    void callerOverHttp2GetsThem() throws Exception {
        answer("", HARMLESS);
        assertThat(overHttp2()).containsExactly("x-checksum=abc", "grpc_status=0");

        answer("", "");
        assertThat(overHttp2()).isEmpty();
    }

    @Test
    void tooManyAreLeftOut() throws Exception {
        String many = IntStream.range(0, 65)
                .mapToObj(number -> "x-" + number + ": a\r\n")
                .collect(Collectors.joining());
        answer("", many);

        assertThat(raw("te: trailers\r\n")).endsWith("\r\n2\r\nok\r\n0\r\n\r\n");
    }

    @Test
    void trailersOfRequestsReachNoService() throws Exception {
        answer("", "");
        SignedRequest signed = services.sign(services.request("PUT", "/any/1").body(new byte[5]));

        try (RawConnection connection = connect()) {
            connection.send(
                    RawConnection.head(signed) + "transfer-encoding: chunked\r\ntrailer: x-acs-security-token\r\n\r\n"
                            + "5\r\n\0\0\0\0\0\r\n0\r\nx-acs-security-token: forged\r\n\r\n");
            assertThat(connection.receive().status()).isEqualTo(200);
        }

        assertThat(SEEN.poll(SECONDS, TimeUnit.SECONDS))
                .contains("content-length: 5\r\n")
                .doesNotContain("trailer:", "forged");
    }

    /** Answers requests so. */
    private static void answer(String headers, String trailers) {
        upstream.script(connection -> {
            SEEN.add(connection.head());
            connection.send(CHUNKED + headers + "\r\n2\r\nok\r\n0\r\n" + trailers + "\r\n");
        });
    }

    private static RawConnection connect() throws Exception {
        return new RawConnection(services.gateway().gateway(), certificate.trusting());
    }

    /** The answer as it comes, to its end. */
    private static String raw(String headers) throws Exception {
        try (RawConnection connection = connect()) {
            connection.send(services.head("GET", "/any/1") + headers + "connection: close\r\n\r\n");
            return connection.rest();
        }
    }

    /** The fields behind the body. */
    private static List<String> overHttp2() throws Exception {
        SignedRequest signed = services.sign(services.request("GET", "/any/1"));
        List<String> head = new ArrayList<>(List.of(
                ":method",
                "GET",
                ":scheme",
                "https",
                ":path",
                signed.target(),
                ":authority",
                services.gateway().gateway().getAuthority()));
        for (int index = 0; index < signed.headers().size(); index++) {
            if (!signed.headers().name(index).equals("host")) {
                head.addAll(
                        List.of(signed.headers().name(index), signed.headers().value(index)));
            }
        }
        try (RawHttp2 connection = new RawHttp2(services.gateway().gateway(), certificate.trusting())) {
            connection.head(1, true, head.toArray(String[]::new));
            assertThat(connection.fields(connection.next(RawHttp2.HEADERS))).contains(":status=200");
            StringBuilder body = new StringBuilder();
            while (true) {
                Frame frame = connection.next();
                if (frame.type() == RawHttp2.DATA) {
                    body.append(frame.payload().toString(StandardCharsets.UTF_8));
                }
                if (frame.stream() == 1 && frame.endsStream()) {
                    assertThat(body).hasToString("ok");
                    return frame.type() == RawHttp2.HEADERS ? connection.fields(frame) : List.of();
                }
            }
        }
    }
}
