package io.rolegate.bench;

/**
 * What one round has shown.
 *
 * @param perSecond requests
 * @param p50 median latency in microseconds
 * @param p99 99th percentile in microseconds
 * @param cpu the gateway's CPU time for each request in microseconds
 */
record Round(double perSecond, double p50, double p99, double cpu) {
    private static final double MICRO = 1000;

    static Round of(LoadGenerator.Timing timing, long cpuNanos) {
        long[] sorted = timing.latencies();
        int count = sorted.length;
        return new Round(
                count * 1e9 / timing.nanos(),
                sorted[count / 2] / MICRO,
                sorted[(int) (count * 0.99)] / MICRO,
                cpuNanos / MICRO / count);
    }
}
