package io.rolegate.console.page.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over time, as shapes that a template draws.
 *
 * @param top the value at the upper edge
 * @param lines one each kind of value
 */
public record LineChart(String top, String middle, List<Line> lines) {
    /** Of the drawing, in its own units. */
    public static final int WIDTH = 600;

    public static final int HEIGHT = 160;

    /**
     * The values of one kind.
     *
     * @param key of its text
     * @param pieces the corners of each unbroken piece, as SVG takes them
     */
    public record Line(String key, List<String> pieces) {}

    /**
     * The values of one kind.
     *
     * @param values NaN where there is none, which breaks the line
     */
    record Values(String key, List<Double> values) {}

    /** @param room how many values fill the width; fewer begin within it */
    static LineChart of(List<Values> kinds, int room) {
        double top = top(kinds.stream()
                .flatMap(kind -> kind.values().stream())
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0));
        return new LineChart(
                number(top),
                number(top / 2),
                kinds.stream()
                        .map(kind -> new Line(kind.key(), pieces(kind.values(), room, top)))
                        .toList());
    }

    /** The next of 1, 2, 5, 10, 20, … */
    private static double top(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (int step : new int[] {1, 2, 5}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static List<String> pieces(List<Double> values, int room, double top) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int first = room - values.size();
        for (int index = 0; index < values.size(); index++) {
            if (values.get(index).isNaN()) {
                close(piece, pieces);
            } else {
                double x = (double) (first + index) * WIDTH / Math.max(1, room - 1);
                piece.append(corner(x, HEIGHT - values.get(index) / top * HEIGHT));
            }
        }
        close(piece, pieces);
        return pieces;
    }

    /** A single value is a dot: a line to itself, with round ends. */
    private static void close(StringBuilder piece, List<String> pieces) {
        if (piece.length() > 0) {
            String corners = piece.toString().strip();
            pieces.add(corners.indexOf(' ') < 0 ? corners + ' ' + corners : corners);
            piece.setLength(0);
        }
    }

    private static String corner(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    /** With as many decimals as it needs to be told from others of its size. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(
                Locale.ROOT, value == Math.rint(value) || value >= 100 ? "%.0f" : value >= 1 ? "%.1f" : "%.2f", value);
    }
}
