package io.rolegate.backend.cluster;

import java.time.Duration;

/** How long the mocked work takes. */
public record Timings(Duration createCluster, Duration deleteCluster, Duration scale, Duration modify) {
    /** Short enough to wait for, long enough to see the states on the way. */
    public static final Timings DEFAULT =
            new Timings(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(500));
}
