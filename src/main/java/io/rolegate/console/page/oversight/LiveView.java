package io.rolegate.console.page.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What GetLiveMetrics answers, as charts and as rows for those who don't see them. */
final class LiveView {
    /** Charts are as wide as five minutes at least. */
    private static final int LEAST_ROOM = 60;

    private static final int ROWS = 12;
    private static final double MICROS = 1000;
    private static final Set<String> REFUSED = Set.of("denied", "rejected", "throttled", "shed");
    private static final Set<String> FAILED = Set.of("upstream_failed", "failed", "cut");

    private final double interval;
    private final List<JsonObject> samples;
    private final JsonObject answer;

    LiveView(JsonObject answer) {
        this.answer = answer;
        this.interval = answer.getLong("IntervalSeconds");
        this.samples = list(answer, "Samples", "Sample");
    }

    /**
     * What happened in one interval, numbers as texts.
     *
     * @param rate requests a second
     * @param refused a second
     * @param failed a second
     * @param lag of revocations, in milliseconds
     */
    public record Row(
            String time, String rate, String refused, String failed, String p50, String p95, String p99, String lag) {}

    /** What the template shows. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("charts", charts());
        model.put("rows", rows());
        model.put("denials", maps("Denials", "Denial"));
        model.put("upstreams", maps("Upstreams", "Upstream"));
        model.put("width", LineChart.WIDTH);
        model.put("height", LineChart.HEIGHT);
        return model;
    }

    /** A chart with its text's key. */
    public record Titled(String key, LineChart chart) {}

    private List<Titled> charts() {
        return List.of(
                chart(
                        "live.rate",
                        line("live.all", this::all),
                        line("live.refused", this::refused),
                        line("live.failed", this::failed)),
                chart(
                        "live.latency",
                        line("live.p50", sample -> millis(sample, "DurationMicros", "P50")),
                        line("live.p95", sample -> millis(sample, "DurationMicros", "P95")),
                        line("live.p99", sample -> millis(sample, "DurationMicros", "P99"))),
                chart("live.lag", line("live.p99", sample -> millis(sample, "RevocationLagMicros", "P99"))));
    }

    private Titled chart(String key, LineChart.Values... lines) {
        return new Titled(key, LineChart.of(List.of(lines), Math.max(LEAST_ROOM, samples.size())));
    }

    private LineChart.Values line(String key, ToDoubleFunction<JsonObject> value) {
        return new LineChart.Values(
                key, samples.stream().map(sample -> value.applyAsDouble(sample)).toList());
    }

    /** The newest first. */
    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int index = samples.size() - 1; index >= 0 && rows.size() < ROWS; index--) {
            JsonObject sample = samples.get(index);
            rows.add(new Row(
                    sample.getString("Time"),
                    LineChart.number(all(sample)),
                    LineChart.number(refused(sample)),
                    LineChart.number(failed(sample)),
                    LineChart.number(millis(sample, "DurationMicros", "P50")),
                    LineChart.number(millis(sample, "DurationMicros", "P95")),
                    LineChart.number(millis(sample, "DurationMicros", "P99")),
                    LineChart.number(millis(sample, "RevocationLagMicros", "P99"))));
        }
        return rows;
    }

    private double all(JsonObject sample) {
        return perSecond(sample, null);
    }

    private double refused(JsonObject sample) {
        return perSecond(sample, REFUSED);
    }

    private double failed(JsonObject sample) {
        return perSecond(sample, FAILED);
    }

    private double perSecond(JsonObject sample, @Nullable Set<String> outcomes) {
        return list(sample, "Requests", "Outcome").stream()
                        .filter(outcome -> outcomes == null || outcomes.contains(outcome.getString("Name")))
                        .mapToLong(outcome -> outcome.getLong("Count"))
                        .sum()
                / interval;
    }

    private static double millis(JsonObject sample, String times, String percentile) {
        JsonObject percentiles = sample.getJsonObject(times);
        return percentiles == null ? Double.NaN : percentiles.getLong(percentile) / MICROS;
    }

    private List<Map<String, Object>> maps(String plural, String singular) {
        return list(answer, plural, singular).stream().map(JsonObject::getMap).toList();
    }

    private static List<JsonObject> list(JsonObject fields, String plural, String singular) {
        return fields.getJsonObject(plural).getJsonArray(singular, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
