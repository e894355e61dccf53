package io.rolegate.journey;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL stands on, as far as dashboards and rules need it: the metrics, the labels that they are
 * selected and grouped by, and the values that labels are compared with.
 */
record PromExpression(Set<String> metrics, Set<String> labels, Map<String, Set<String>> values) {
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:rolegate|jvm|process|system|vertx)_[a-z0-9_]+\\b(?!:)(?:\\{([^}]*)\\})?");
    private static final Pattern SELECTED = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");

    static PromExpression of(String text) {
        Set<String> metrics = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        Map<String, Set<String>> values = new TreeMap<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            metrics.add(metric.group().replaceFirst("\\{.*", ""));
            Matcher selected = SELECTED.matcher(metric.group(1) == null ? "" : metric.group(1));
            while (selected.find()) {
                labels.add(selected.group(1));
                if (!selected.group(3).startsWith("$")) {
                    values.computeIfAbsent(selected.group(1), any -> new HashSet<>())
                            .addAll(Set.of(selected.group(3).split("\\|", -1)));
                }
            }
        }
        Matcher grouped = GROUPED.matcher(text);
        while (grouped.find()) {
            for (String label : grouped.group(1).split(",", -1)) {
                if (!label.isBlank()) {
                    labels.add(label.strip());
                }
            }
        }
        return new PromExpression(metrics, labels, values);
    }
}
