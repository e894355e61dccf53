package io.rolegate.console.page.access;

import java.util.ArrayList;
import java.util.List;

/** What has to be removed from and added to a text, line by line, to make another of it. */
final class LineDiff {
    /** Beyond as many pairs of lines, all that differs is one change: comparing them would hold others up. */
    private static final int MOST_PAIRS = 1_000_000;

    /** What becomes of a line. */
    enum Change {
        SAME,
        REMOVED,
        ADDED
    }

    /** A line of either text. */
    record Line(Change change, String text) {}

    private LineDiff() {}

    /** The lines of both texts, in an order in which those that are the same stand once. */
    static List<Line> between(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        add(lines, Change.SAME, old.subList(0, head));
        addChanged(lines, old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
        add(lines, Change.SAME, old.subList(old.size() - tail, old.size()));
        return lines;
    }

    private static void add(List<Line> lines, Change change, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(change, text)));
    }

    private static void addChanged(List<Line> lines, List<String> old, List<String> now) {
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            add(lines, Change.REMOVED, old);
            add(lines, Change.ADDED, now);
            return;
        }
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Change.SAME, old.get(i)));
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Change.REMOVED, old.get(i++)));
            } else {
                lines.add(new Line(Change.ADDED, now.get(j++)));
            }
        }
    }

    /** How many lines are in common, in order, from each pair of places on. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
