package io.rolegate.wire;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TlsListenerTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Handler<HttpServerRequest> TELL =
            request -> request.response().end(request.version() + " " + request.isSSL());

    private static TestCertificate one;
    private static TestCertificate other;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        one = TestCertificate.make("one");
        other = TestCertificate.make("other");
    }

    private RunningListener start() throws Exception {
        return new RunningListener(
                new Limits().headDeadline(Duration.ofSeconds(10)).build(), one.write(folder, OFTEN), TELL);
    }

    @ParameterizedTest
    @EnumSource
    void speaksBothVersionsOfTheProtocol(HttpClient.Version version) throws Exception {
        try (RunningListener listener = start()) {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .sslContext(one.trusting())
                    .version(version)
                    .build()
                    .send(HttpRequest.newBuilder(listener.url()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body()).isEqualTo(version + " true");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
            })
    void weakCipherSuitesAreRefused(String suite) throws Exception {
        try (RunningListener listener = start();
                SSLSocket socket = socket(listener, one.trusting())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void currentProtocolsAreSpoken(String protocol) throws Exception {
        try (RunningListener listener = start();
                SSLSocket socket = socket(listener, one.trusting())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void changedCertificateIsServedAndOldConnectionsGoOn() throws Exception {
        try (RunningListener listener = start();
                RawConnection before = new RawConnection(listener.url(), one.trusting())) {
            assertThat(before.send(GET).receive().status()).isEqualTo(200);

            other.write(folder, OFTEN);

            await().ignoreExceptions().until(() -> served(listener, other), other.certificate()::equals);
            assertThat(before.send(GET).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void brokenCertificateLeavesTheOldOneInForce() throws Exception {
        BlockingQueue<String> logged = new LinkedBlockingQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getFormattedMessage());
            }
        };
        appender.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Certificates.class);
        logger.addAppender(appender);
        try (RunningListener listener = start()) {
            Files.writeString(folder.resolve("certificate.pem"), "no certificate");
            awaitReport(logged, "certificate.pem and");
            assertThat(served(listener, one)).isEqualTo(one.certificate());

            // A key without its certificate, as between the two steps of a replacement.
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.copy(one.write(elsewhere, OFTEN).certificate(), folder.resolve("certificate.pem"), REPLACE_EXISTING);
            Files.copy(other.write(elsewhere, OFTEN).key(), folder.resolve("key.pem"), REPLACE_EXISTING);
            awaitReport(logged, "is not the key of");
            assertThat(served(listener, one)).isEqualTo(one.certificate());

            Files.delete(folder.resolve("key.pem"));
            awaitReport(logged, "can't be read");
            assertThat(served(listener, one)).isEqualTo(one.certificate());

            other.write(folder, OFTEN);
            await().ignoreExceptions().until(() -> served(listener, other), other.certificate()::equals);
        } finally {
            logger.detachAppender(appender);
        }
    }

    private static void awaitReport(BlockingQueue<String> logged, String text) throws InterruptedException {
        String report = logged.poll(30, TimeUnit.SECONDS);
        while (report != null && !report.contains(text)) {
            report = logged.poll(30, TimeUnit.SECONDS);
        }
        assertThat(report).contains("the certificate in force stays", text);
    }

    @Test
    void listenerDoesNotStartWithoutAUsableCertificate() throws Exception {
        TlsFiles files = one.write(folder, OFTEN);
        Files.writeString(files.key(), "no key");
        ListenerSettings settings = new ListenerSettings("127.0.0.1", 0, files, TrustedProxies.NONE);
        Vertx vertx = Vertx.vertx();
        try {
            assertThatThrownBy(() -> Endpoint.open(vertx, settings, new Limits().build(), new Admissions())
                            .await(30, TimeUnit.SECONDS))
                    .isInstanceOf(UnusableCertificateException.class)
                    .hasMessageContaining("key.pem");
        } finally {
            vertx.close().await(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void handshakeThatDoesNotComeIsCut() throws Exception {
        WireLimits limits = new Limits().headDeadline(Limits.SHORT).build();
        try (RunningListener listener = new RunningListener(limits, one.write(folder, OFTEN), TELL);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), listener.url().getPort())) {
            socket.setSoTimeout(30_000);

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private static Certificate served(RunningListener listener, TestCertificate trusted) throws Exception {
        try (SSLSocket socket = socket(listener, trusted.trusting())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket socket(RunningListener listener, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.url().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }
}
