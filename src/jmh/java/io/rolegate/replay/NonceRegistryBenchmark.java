package io.rolegate.replay;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Half an hour of 20,000 requests a second, by a clock that runs ahead: what remembering them takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class NonceRegistryBenchmark {
    private static final int REQUESTS_A_SECOND = 20_000;
    private static final Duration RUN = Duration.ofMinutes(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PRINCIPALS = 100;

    /** What is left at the end. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory {
        /** Nonces remembered. */
        public long remembered;

        /** By the registry's own account. */
        public long tableBytes;

        /** By the heap, after a collection, against that before. */
        public long heapBytes;
    }

    /** Fills a registry, and lets a window's worth of it be dropped and replaced. */
    @Benchmark
    public NonceRegistry run(Memory memory) {
        long before = heap();
        AtomicLong second = new AtomicLong(START.getEpochSecond());
        InstantSource clock = () -> Instant.ofEpochSecond(second.get());
        MemoryNonceRegistry registry = new MemoryNonceRegistry(
                new ReplaySettings(Duration.ofMinutes(15), 20_000_000, 40_000_000, 40_000_000, null), clock, null);
        long sequence = 0;
        for (long passed = 0; passed < RUN.toSeconds(); passed++) {
            for (int number = 0; number < REQUESTS_A_SECOND; number++) {
                String principal = "LTAI4aBcDeFgHiJkLmNoPq" + sequence % PRINCIPALS;
                NonceUse use = new NonceUse(principal, Long.toHexString(sequence++), clock.instant(), principal, "a");
                if (!Admission.FRESH.equals(registry.admit(use).result())) {
                    throw new IllegalStateException("refused after " + sequence);
                }
            }
            second.incrementAndGet();
        }
        memory.remembered = registry.remembered();
        memory.tableBytes = registry.bytes();
        memory.heapBytes = heap() - before;
        return registry;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
