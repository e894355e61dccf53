package io.rolegate.policy;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code *a*a…*ab*} against a run of {@code a}: twice the text must not cost more than twice the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WildcardBenchmark {
    private static final int STARS = 50;

    /** Characters of the text. */
    @Param({"10000", "20000", "40000"})
    public int length;

    private final Wildcard pattern = Wildcard.of("*a".repeat(STARS) + "*ab*");
    private String text = "";

    /** Makes the text. */
    @Setup
    public void repeat() {
        text = "a".repeat(length);
    }

    /** A pattern that doesn't match, found out at the very end. */
    @Benchmark
    public boolean pathological() {
        return pattern.matches(text);
    }
}
