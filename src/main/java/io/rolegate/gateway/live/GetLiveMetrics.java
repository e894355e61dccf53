package io.rolegate.gateway.live;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Operators;
import io.rolegate.api.Permission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** GetLiveMetrics: the last half hour of the node that answers, for the service's operators only. */
public final class GetLiveMetrics implements Operation {
    private final LiveHistory history;
    private final Operators operators;

    public GetLiveMetrics(LiveHistory history, Operators operators) {
        this.history = history;
        this.operators = operators;
    }

    @Override
    public String name() {
        return "GetLiveMetrics";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        operators.require(call);
        return CompletableFuture.completedStage(List.of(Permission.of("rolegate:GetLiveMetrics", "*")));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        List<LiveSample> samples = history.samples();
        return CompletableFuture.completedStage(new Fields()
                .put("IntervalSeconds", LiveHistory.INTERVAL.toSeconds())
                .list(
                        "Samples",
                        "Sample",
                        samples.stream().map(GetLiveMetrics::describe).toList())
                .list("Denials", "Denial", denials(samples))
                .list(
                        "Upstreams",
                        "Upstream",
                        history.upstreams().stream()
                                .map(GetLiveMetrics::describe)
                                .toList())
                .toAnswer());
    }

    private static Fields describe(LiveSample sample) {
        Fields fields =
                new Fields().put("Time", sample.end()).list("Requests", "Outcome", counts("Name", sample.requests()));
        put(fields, "DurationMicros", sample.duration());
        put(fields, "RevocationLagMicros", sample.lag());
        return fields;
    }

    /** Absent where nothing was timed. */
    private static void put(Fields fields, String name, Distribution times) {
        times.within(0.5)
                .ifPresent(median -> fields.put(
                        name,
                        new Fields()
                                .put("P50", median)
                                .put("P95", times.within(0.95).orElse(median))
                                .put("P99", times.within(0.99).orElse(median))));
    }

    private static List<Fields> denials(List<LiveSample> samples) {
        Map<String, Long> sums = new TreeMap<>();
        for (LiveSample sample : samples) {
            sample.denials().forEach((cause, count) -> sums.merge(cause, count, Long::sum));
        }
        return counts("Cause", sums);
    }

    private static List<Fields> counts(String label, Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> new Fields().put(label, one.getKey()).put("Count", one.getValue()))
                .toList();
    }

    private static Fields describe(LiveHistory.Upstream upstream) {
        return new Fields()
                .put("Service", upstream.service())
                .put("Address", upstream.upstream())
                .put("Healthy", upstream.healthy())
                .put("Failures", upstream.failures());
    }
}
