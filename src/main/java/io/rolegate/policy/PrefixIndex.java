package io.rolegate.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds numbered patterns by how a text begins: a radix tree over UTF-16 units, walked once along the text. What it finds may
 * match; what it doesn't find can't. Immutable.
 */
final class PrefixIndex {
    private static final int[] NONE = {};

    private final Node root;

    /**
     * Where an edge ends.
     *
     * @param edge the text that leads here from the parent
     * @param firsts the first units of the children's edges, sorted
     * @param open numbers of patterns after whose beginning anything may follow
     * @param whole numbers of patterns that match this text only
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never leaves this class.
    private record Node(String edge, char[] firsts, Node[] children, int[] open, int[] whole) {
        @Nullable
        Node child(char first) {
            int index = Arrays.binarySearch(firsts, first);
            return index < 0 ? null : children[index];
        }
    }

    /** A pattern's key and the number under which it is found. */
    record Entry(Beginning beginning, int number) {}

    PrefixIndex(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(entry -> entry.beginning().text()));
        this.root = sorted.isEmpty() ? new Node("", new char[0], new Node[0], NONE, NONE) : node(sorted, 0, 0);
    }

    /** Sets the bit of each pattern that may match {@code text}. */
    void find(String text, long[] found) {
        Node node = root;
        int at = 0;
        while (true) {
            set(node.open(), found);
            if (at == text.length()) {
                set(node.whole(), found);
                return;
            }
            Node next = node.child(text.charAt(at));
            if (next == null || !text.startsWith(next.edge(), at)) {
                return;
            }
            at += next.edge().length();
            node = next;
        }
    }

    /** Sets the bit of each pattern that may match anything. */
    void findUnbound(long[] found) {
        set(root.open(), found);
    }

    private static void set(int[] numbers, long[] found) {
        for (int number : numbers) {
            found[number / Long.SIZE] |= 1L << number;
        }
    }

    /**
     * The tree of {@code entries}, sorted, which share what they have before {@code start}.
     *
     * @param end where this node's edge ends
     */
    private static Node node(List<Entry> entries, int start, int end) {
        int own = 0;
        while (own < entries.size() && entries.get(own).beginning().text().length() == end) {
            own++;
        }
        List<Node> children = new ArrayList<>();
        StringBuilder firsts = new StringBuilder();
        for (int from = own; from < entries.size(); ) {
            char first = entries.get(from).beginning().text().charAt(end);
            int to = from + 1;
            while (to < entries.size() && entries.get(to).beginning().text().charAt(end) == first) {
                to++;
            }
            List<Entry> below = entries.subList(from, to);
            children.add(node(below, end, commonLength(below)));
            firsts.append(first);
            from = to;
        }
        return new Node(
                entries.get(0).beginning().text().substring(start, end),
                firsts.toString().toCharArray(),
                children.toArray(Node[]::new),
                numbers(entries.subList(0, own), false),
                numbers(entries.subList(0, own), true));
    }

    /** How much all of {@code sorted} have in common: as much as the first and the last. */
    private static int commonLength(List<Entry> sorted) {
        String first = sorted.get(0).beginning().text();
        String last = sorted.get(sorted.size() - 1).beginning().text();
        int most = Math.min(first.length(), last.length());
        int length = 0;
        while (length < most && first.charAt(length) == last.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int[] numbers(List<Entry> entries, boolean whole) {
        return entries.stream()
                .filter(entry -> entry.beginning().whole() == whole)
                .mapToInt(Entry::number)
                .distinct()
                .toArray();
    }
}
