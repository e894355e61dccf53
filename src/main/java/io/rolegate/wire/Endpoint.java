package io.rolegate.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;

/** What the event loops of one listener share; safe to be used by many threads. */
public final class Endpoint {
    private final ListenerSettings settings;
    private final WireLimits limits;
    private final Admissions admissions;
    private final Optional<Certificates> certificates;

    private Endpoint(
            ListenerSettings settings, WireLimits limits, Admissions admissions, Optional<Certificates> certificates) {
        this.settings = settings;
        this.limits = limits;
        this.admissions = admissions;
        this.certificates = certificates;
    }

    /**
     * Prepares a listener; fails with {@link UnusableCertificateException} where it can't speak TLS as it is to.
     *
     * @param admissions those that Vert.x was built with
     */
    public static Future<Endpoint> open(
            Vertx vertx, ListenerSettings settings, WireLimits limits, Admissions admissions) {
        TlsFiles tls = settings.tls();
        return tls == null
                ? Future.succeededFuture(new Endpoint(settings, limits, admissions, Optional.empty()))
                : Certificates.open(vertx, tls, limits.headDeadline())
                        .map(read -> new Endpoint(settings, limits, admissions, Optional.of(read)));
    }

    public ListenerSettings settings() {
        return settings;
    }

    public WireLimits limits() {
        return limits;
    }

    Optional<Certificates> certificates() {
        return certificates;
    }

    /** By which this process knows this listener; empty where it does not speak TLS. */
    public Optional<TrustOptions> trust() {
        return certificates.map(Certificates::trust);
    }

    /** Counts the connections to this port from now on. */
    void admit(int port) {
        admissions.open(port, limits, settings.proxies()::contains);
    }
}
