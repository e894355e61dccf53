package io.rolegate.load;

import java.time.Duration;

/** How much load, and how long; by system properties. */
record LoadSettings(int rate, Duration duration, Duration warmUp, int p99Millis) {
    static LoadSettings read(int seconds) {
        return new LoadSettings(
                Integer.getInteger("rate", 200),
                Duration.ofSeconds(Integer.getInteger("duration", seconds)),
                Duration.ofSeconds(Integer.getInteger("warmUp", 10)),
                Integer.getInteger("p99", 1000));
    }

    /** Callers a second who together make that many calls. */
    double callersPerSecond() {
        return (double) rate / (Callers.CALLS + 1);
    }
}
