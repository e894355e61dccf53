package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.wire.RawConnection;
import io.rolegate.wire.RawConnection.Reply;
import io.rolegate.wire.TestCertificate;
import io.rolegate.wire.TlsFiles;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upstreams that speak TLS and demand a certificate of the gateway, over HTTP/2 and HTTP/1.1. */
class UpstreamTlsIT {
    private static final int SECONDS = 30;
    private static final long CANCEL = 8;

    private static final Vertx VERTX = Vertx.vertx();
    private static final BlockingQueue<HttpServerRequest> SEEN = new LinkedBlockingQueue<>();

    private static Path folder;
    private static TlsFiles gateway;
    private static TlsFiles upstream;
    private static ServicesFixture services;
    private static URI address;
    private static volatile Handler<HttpServerRequest> answer = UpstreamTlsIT::ok;

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory("upstream-tls");
        gateway = files("gateway");
        upstream = files("upstream");
        HttpServer server = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(upstream.certificate().toString())
                                .addKeyPath(upstream.key().toString()))
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(gateway.certificate().toString())))
                .requestHandler(request -> {
                    SEEN.add(request);
                    answer.handle(request);
                })
                .listen(0, "127.0.0.1")
                .await(SECONDS, TimeUnit.SECONDS);
        address = URI.create("https://127.0.0.1:" + server.actualPort());
        services = ServicesFixture.with()
                .setting("reloadMillis", "50")
                .service("newer", "http2: true\n" + tls(upstream, gateway), address)
                .service("older", tls(upstream, gateway), address)
                .service("stranger", tls(upstream, upstream), address)
                .service("misled", tls(gateway, gateway), address)
                .service("anonymous", "tls: {authorities: " + upstream.certificate() + "}", address)
                .start();
    }

    private static TlsFiles files(String name) throws Exception {
        return TestCertificate.make(name).write(Files.createDirectory(folder.resolve(name)), Duration.ZERO);
    }

    private static String tls(TlsFiles trusted, TlsFiles own) {
        return "tls: {authorities: %s, certificate: %s, key: %s}"
                .formatted(trusted.certificate(), own.certificate(), own.key());
    }

    @AfterAll
    static void stop() throws Exception {
        services.close();
        VERTX.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @BeforeEach
    void answerNormally() {
        SEEN.clear();
        answer = UpstreamTlsIT::ok;
    }

    private static void ok(HttpServerRequest request) {
        request.response().end("ok").onFailure(gone -> request.connection().close());
    }

    @Test
    void speaksHttp2WhereToldTo() throws Exception {
        assertThat(services.call("GET", "/newer/1").body()).isEqualTo("ok");
        assertThat(SEEN.take().version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(services.call("GET", "/older/1").body()).isEqualTo("ok");
        assertThat(SEEN.take().version()).isEqualTo(HttpVersion.HTTP_1_1);
    }

    @Test
    void trailersOfHttp2ReachTheCaller() throws Exception {
        answer = request -> {
            request.response().setChunked(true).putTrailer("x-checksum", "abc");
            request.response().write("ok").onSuccess(written -> request.response()
                    .end());
        };

        try (RawConnection connection = services.connect()) {
            connection.send(services.head("GET", "/newer/1") + "te: trailers\r\nconnection: close\r\n\r\n");
            assertThat(connection.rest()).endsWith("2\r\nok\r\n0\r\nx-checksum: abc\r\n\r\n");
        }
        assertThat(SEEN.take().getHeader("te")).isEqualTo("trailers");
    }

    @Test
    void upstreamThatIsNotTheOneExpectedGetsNothing() throws Exception {
        assertUnreachable("misled");
    }

    @Test
    void upstreamThatDoesNotKnowTheGatewayServesNothing() throws Exception {
        assertThat(services.call("GET", "/stranger/1").status()).isIn(502, 503);
        assertThat(services.call("GET", "/anonymous/1").status()).isIn(502, 503);
        assertThat(SEEN).isEmpty();
    }

    private static void assertUnreachable(String service) throws IOException {
        Reply refused = services.call("GET", "/" + service + "/1");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(services.audit(refused).getString("upstreamReason")).startsWith("unreachable");
        assertThat(SEEN).isEmpty();
    }

    @Test
    void streamThatIsResetBeforeItsAnswerIsA502AndTheConnectionStays() throws Exception {
        answer = request -> request.response().reset(CANCEL);
        assertThat(services.call("GET", "/newer/1").status()).isEqualTo(502);

        answerNormally();
        assertThat(services.call("GET", "/newer/1").body()).isEqualTo("ok");
    }

    @Test
    void streamThatIsResetWithinItsAnswerIsNeverCompleted() {
        answer = request -> {
            request.response().setChunked(true);
            request.response().write("half").onComplete(written -> request.response()
                    .reset(CANCEL));
        };

        assertThatThrownBy(() -> services.call("GET", "/newer/1")).isInstanceOf(IOException.class);
    }

    @Test
    void changedFilesAreReadWithTheDefinition() throws Exception {
        TlsFiles changing = files("changing");
        Files.copy(upstream.certificate(), changing.certificate(), StandardCopyOption.REPLACE_EXISTING);
        services.define("changing", tls(changing, gateway), address);
        assertThat(services.call("GET", "/changing/1").status()).isEqualTo(200);
        SEEN.clear();

        Files.copy(gateway.certificate(), changing.certificate(), StandardCopyOption.REPLACE_EXISTING);
        services.define("changing", tls(changing, gateway) + " # once more", address);

        assertUnreachable("changing");
    }
}
