package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.UpstreamRules;
import java.net.URI;

/** One upstream of a service as one event loop sees it: what it is at, and how it has done lately. */
public final class Endpoint {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Place place;
    private final Health health;
    private final UpstreamRules.Ejection rules;
    private final EndpointMeters meters;
    private int outstanding;
    private int failuresInARow;
    private boolean ejected;
    private long ejectedUntil;

    Endpoint(URI address, Health health, UpstreamRules.Ejection rules, EndpointMeters meters) {
        this.place = Place.of(address);
        this.health = health;
        this.rules = rules;
        this.meters = meters;
    }

    /** What an address says about how to connect. */
    record Place(String host, int port, boolean secure) {
        static Place of(URI address) {
            boolean secure = "https".equals(address.getScheme());
            int port = address.getPort() > 0 ? address.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
            return new Place(address.getHost(), port, secure);
        }
    }

    Place place() {
        return place;
    }

    boolean isHealthy() {
        return health.isHealthy();
    }

    /** Whether it rests because it failed; once it has rested, one more failure has it rest again. */
    boolean isEjected(long now) {
        if (ejected && now - ejectedUntil >= 0) {
            ejected = false;
            failuresInARow = rules.failures() - 1;
        }
        return ejected;
    }

    int outstanding() {
        return outstanding;
    }

    /** A request is on its way to it, or about to be. */
    void began() {
        outstanding++;
    }

    /** That request has ended. */
    void ended() {
        outstanding--;
    }

    void succeeded() {
        failuresInARow = 0;
    }

    /** Counts a failure; tells whether there were enough to let it rest. */
    boolean failed(Failure failure) {
        meters.failed(failure);
        failuresInARow++;
        return rules.failures() > 0 && failuresInARow >= rules.failures() && !ejected;
    }

    void eject(long now) {
        meters.ejected();
        ejected = true;
        ejectedUntil = now + rules.rest().toNanos();
    }
}
