package io.rolegate.tracing;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request's part of a trace, while the request runs; used by one thread at a time. */
public final class Trace {

    private static final HexFormat HEX = HexFormat.of();

    private final String traceId;
    private final @Nullable TraceContext caller;
    private final boolean sampled;
    private final String spanId = id();
    private final long startNanos;
    /** What takes a reading of {@link System#nanoTime} to nanoseconds since 1970. */
    private final long offsetNanos;

    private final List<Span> steps = new ArrayList<>();
    private final Consumer<List<Span>> ended;
    private @Nullable String callId;

    Trace(@Nullable TraceContext caller, int sampledPercent, Instant start, Consumer<List<Span>> ended) {
        this.caller = caller;
        this.traceId = caller == null ? id() + id() : caller.traceId();
        this.sampled = caller == null ? ThreadLocalRandom.current().nextInt(100) < sampledPercent : caller.sampled();
        this.startNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        this.offsetNanos = startNanos - System.nanoTime();
        this.ended = ended;
    }

    /** The trace's id, the caller's or a new one. */
    public String traceId() {
        return traceId;
    }

    /** Adds a step that has ended; both times are readings of {@link System#nanoTime}. */
    public void step(String name, long stepStartNanos, long stepEndNanos) {
        if (sampled) {
            steps.add(new Span(
                    traceId,
                    id(),
                    spanId,
                    name,
                    Span.Kind.INTERNAL,
                    stepStartNanos + offsetNanos,
                    stepEndNanos + offsetNanos,
                    Map.of(),
                    false));
        }
    }

    /** Adds the step in which another server was called, which knows the step as its parent. */
    public void callStep(String name, long stepStartNanos, long stepEndNanos) {
        String id = callId;
        if (id == null) {
            step(name, stepStartNanos, stepEndNanos);
        } else if (sampled) {
            steps.add(new Span(
                    traceId,
                    id,
                    spanId,
                    name,
                    Span.Kind.CLIENT,
                    stepStartNanos + offsetNanos,
                    stepEndNanos + offsetNanos,
                    Map.of(),
                    false));
        }
    }

    /** Puts what another server is to know of the trace. */
    public void putInto(MultiMap headers) {
        if (callId == null) {
            callId = id();
        }
        TraceContext.put(
                headers, TraceContext.header(traceId, callId, sampled), caller == null ? null : caller.state());
    }

    /**
     * Ends the request's own span, and hands all over if they are recorded.
     *
     * @param attributes texts, and numbers as {@code Long}
     * @param failed whether the request failed for a reason of ours
     */
    public void end(String name, Map<String, Object> attributes, boolean failed) {
        if (sampled) {
            steps.add(new Span(
                    traceId,
                    spanId,
                    caller == null ? null : caller.parentId(),
                    name,
                    Span.Kind.SERVER,
                    startNanos,
                    System.nanoTime() + offsetNanos,
                    attributes,
                    failed));
            ended.accept(steps);
        }
    }

    /** Random, not secret, and never zero. */
    private static String id() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
