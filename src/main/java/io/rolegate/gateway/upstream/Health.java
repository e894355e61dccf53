package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.UpstreamRules;

/** What health checks found of one upstream; written by the one who checks, read by every event loop. */
final class Health {
    private volatile boolean healthy = true;
    private int good;
    private int bad;

    /** Whether it may get requests: until checks have found otherwise, it may. */
    boolean isHealthy() {
        return healthy;
    }

    /** Nobody checks it any more. */
    void unchecked() {
        healthy = true;
        good = 0;
        bad = 0;
    }

    /** Takes the result of one check; tells whether it turned the scale. */
    boolean checked(boolean well, UpstreamRules.HealthCheck check) {
        good = well ? good + 1 : 0;
        bad = well ? 0 : bad + 1;
        boolean now = healthy ? bad < check.unhealthyAfter() : good >= check.healthyAfter();
        boolean turned = now != healthy;
        healthy = now;
        return turned;
    }
}
