package io.rolegate.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Rounds of several contenders, taken by turns: each figure is the median of its rounds, each ratio that of the ratios within a round. */
final class Comparison {
    private final String title;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    Comparison(String title) {
        this.title = title;
    }

    void add(String name, Round round) {
        rounds.computeIfAbsent(name, first -> new ArrayList<>()).add(round);
    }

    /** The table; ratios are to the named contender. */
    String table(String base) {
        StringBuilder table = new StringBuilder("\n" + title + " (ratios to: " + base + ")\n");
        line(table, "%-28s %18s %18s %18s %18s", "", "requests/s", "p50 µs", "p99 µs", "CPU µs/request");
        rounds.forEach((name, own) -> line(
                table,
                "%-28s %18s %18s %18s %18s",
                name,
                cell(own, base, Round::perSecond),
                cell(own, base, Round::p50),
                cell(own, base, Round::p99),
                cell(own, base, Round::cpu)));
        return table.toString();
    }

    private String cell(List<Round> own, String base, ToDoubleFunction<Round> figure) {
        double value = median(own.stream().map(figure::applyAsDouble).toList());
        List<Double> ratios = new ArrayList<>();
        List<Round> others = rounds.get(base);
        for (int index = 0; index < own.size(); index++) {
            ratios.add(figure.applyAsDouble(own.get(index)) / figure.applyAsDouble(others.get(index)));
        }
        return String.format(Locale.ROOT, "%.0f (%.2f)", value, median(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void line(StringBuilder table, String format, Object... cells) {
        table.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append('\n');
    }
}
