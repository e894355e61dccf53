package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Exception;
import io.rolegate.gateway.RecordedServices.Recorded;
import io.rolegate.wire.RawHttp2;
import io.rolegate.wire.RawHttp2.Frame;
import io.rolegate.wire.TestCertificate;
import io.rolegate.wire.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The same as {@link HeadFuzzIT} over HTTP/2. */
class Http2FuzzIT {
    @SuppressWarnings("NullAway.Init") // jqwik calls start() before anything else
    private static TestCertificate certificate;

    @SuppressWarnings("NullAway.Init") // jqwik calls start() before anything else
    private static RecordedServices services;

    @BeforeContainer
    static void start() throws Exception {
        Path folder = Files.createTempDirectory("rolegate-tls");
        certificate = TestCertificate.make("localhost");
        TlsFiles files = certificate.write(folder, Duration.ofMinutes(1));
        services = new RecordedServices(Map.of(
                "api.tls.certificate", files.certificate().toString(),
                "api.tls.key", files.key().toString()));
    }

    @AfterContainer
    static void stop() throws Exception {
        services.close();
    }

    @Provide
    Arbitrary<HostileCall> calls() {
        return new HostileCalls().calls().filter(call -> !call.isChanged() && !call.chunked());
    }

    @Property(tries = 700, shrinking = ShrinkingMode.BOUNDED)
    void whatReachesAServiceIsWhatWasSignedAndAuthorised(@ForAll("calls") HostileCall call) throws Exception {
        services.take();
        try (RawHttp2 connection = new RawHttp2(services.gateway().gateway(), certificate.trusting())) {
            List<String> head = new ArrayList<>();
            String body = split(call.bytes(services.gateway()), head);
            connection.head(1, false, head.toArray(String[]::new));
            connection.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, body.getBytes(StandardCharsets.ISO_8859_1));
            check(call, answer(connection));
        }
    }

    private static void check(HostileCall call, Answer answer) {
        List<Recorded> reached = services.take();
        assertThat(reached).hasSizeLessThan(2);
        if (reached.isEmpty()) {
            assertThat(answer.status()).isIn(0, 400, 403, 404, 405, 408, 413, 414, 417, 431);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            ForwardedAsSigned.check(reached.get(0), call, answer.requestId());
        }
    }

    /** A status, 0 where the stream was reset. */
    private record Answer(int status, String requestId) {}

    private static Answer answer(RawHttp2 connection) throws IOException, Http2Exception {
        Frame frame = connection.next();
        while (frame.type() != RawHttp2.HEADERS) {
            if (frame.type() == RawHttp2.RST_STREAM || frame.type() == RawHttp2.GOAWAY) {
                return new Answer(0, "");
            }
            frame = connection.next();
        }
        RawHttp2.Reply reply = connection.receive(frame);
        return reply.status() == 100
                ? answer(connection)
                : new Answer(reply.status(), String.valueOf(reply.headers().get("x-acs-request-id")));
    }

    /** The head of an HTTP/1 request as that of HTTP/2, and the body. */
    private static String split(String bytes, List<String> head) {
        int end = bytes.indexOf("\r\n\r\n");
        String[] lines = bytes.substring(0, end).split("\r\n", -1);
        int version = lines[0].lastIndexOf(' ');
        int target = lines[0].indexOf(' ');
        head.addAll(List.of(
                ":method", lines[0].substring(0, target),
                ":scheme", "https",
                ":path", lines[0].substring(target + 1, version),
                ":authority", services.gateway().gateway().getAuthority()));
        for (int index = 1; index < lines.length; index++) {
            int colon = Math.max(0, lines[index].indexOf(':'));
            String name = lines[index].substring(0, colon).toLowerCase(Locale.ROOT);
            if (!name.equals("host")
                    || !lines[index].endsWith(services.gateway().gateway().getAuthority())) {
                head.add(name);
                head.add(lines[index].substring(colon + 1).strip());
            }
        }
        return bytes.substring(end + 4);
    }
}
