package io.rolegate.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a listener, shared by its event loops. The files are looked at again from time to time; when they have
 * changed, new connections see the new certificate, and those that there are go on. What can't be used is logged, and the old
 * one stays in force.
 */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
    /** With forward secrecy and authenticated encryption only, as HTTP/2 demands (RFC 9113 9.2.2). */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Vertx vertx;
    private final TlsFiles files;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final Duration handshakeDeadline;
    private final OwnCertificates shown = new OwnCertificates();
    private volatile KeyPairFiles inForce;
    private volatile String problem = "";

    private Certificates(Vertx vertx, TlsFiles files, KeyPairFiles first, Duration handshakeDeadline) {
        this.vertx = vertx;
        this.files = files;
        this.inForce = first;
        this.handshakeDeadline = handshakeDeadline;
    }

    /**
     * Reads the certificate; fails with {@link UnusableCertificateException}.
     *
     * @param handshakeDeadline how long a client may take to agree on keys
     */
    public static Future<Certificates> open(Vertx vertx, TlsFiles files, Duration handshakeDeadline) {
        return vertx.executeBlocking(() -> {
                    KeyPairFiles first = KeyPairFiles.read(files);
                    Certificates certificates = new Certificates(vertx, files, first, handshakeDeadline);
                    certificates.shown.add(first.verify(vertx));
                    return certificates;
                })
                .onSuccess(certificates ->
                        vertx.setPeriodic(files.checkEvery().toMillis(), timer -> certificates.lookAgain()));
    }

    /** Has a server speak TLS with it, HTTP/2 preferred. */
    void use(HttpServerOptions options) {
        options.setSsl(true).setUseAlpn(true);
        configure(options.getSslOptions(), inForce);
    }

    private void configure(SSLOptions options, KeyPairFiles pair) {
        options.setUseAlpn(true)
                .setKeyCertOptions(pair.options())
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setSslHandshakeTimeout(handshakeDeadline.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
    }

    /** By which this process knows its own listener, whatever names the certificate is for. */
    TrustOptions trust() {
        return TrustOptions.wrap(shown);
    }

    /** Keeps a listening server's certificate up to date. */
    void keepCurrent(HttpServer server) {
        servers.add(server);
    }

    void forget(HttpServer server) {
        servers.remove(server);
    }

    private void lookAgain() {
        vertx.executeBlocking(this::changed)
                .compose(changed -> changed.map(this::replace).orElse(Future.succeededFuture()))
                .onFailure(this::report);
    }

    /** What the files say, where that is new and can be used. */
    private Optional<KeyPairFiles> changed() {
        KeyPairFiles found = KeyPairFiles.read(files);
        if (found.isSameAs(inForce)) {
            problem = "";
            return Optional.empty();
        }
        shown.add(found.verify(vertx));
        return Optional.of(found);
    }

    private Future<Void> replace(KeyPairFiles pair) {
        List<Future<Boolean>> updates = servers.stream()
                .map(server -> {
                    ServerSSLOptions options = new ServerSSLOptions();
                    configure(options, pair);
                    return server.updateSSLOptions(options);
                })
                .toList();
        return Future.all(updates)
                .onSuccess(updated -> {
                    inForce = pair;
                    problem = "";
                    LOG.info("certificate {} has been read again", files.certificate());
                })
                .mapEmpty();
    }

    /** Says once what is wrong, not each time. */
    private void report(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (!text.equals(problem)) {
            problem = text;
            LOG.error("the certificate in force stays: {}", text);
        }
    }
}
