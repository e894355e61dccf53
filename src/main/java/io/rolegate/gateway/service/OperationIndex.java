package io.rolegate.gateway.service;

import io.rolegate.signature.CallView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds operations by method and path in one look-up a segment, however many there are. Each node of its trees stands for
 * the templates that still fit the path so far, so no look-up goes back. Where several fit the whole path, the most specific
 * comes first: more literal segments, then more conditions. Immutable.
 */
final class OperationIndex {
    private static final Comparator<Entry> MOST_SPECIFIC_FIRST = Comparator.comparingInt(Entry::literals)
            .thenComparingInt(Entry::weight)
            .reversed();

    private final Map<String, Node> methods = new HashMap<>();

    OperationIndex(List<ServiceDefinition> services) {
        Map<String, List<Entry>> entries = new HashMap<>();
        for (ServiceDefinition service : services) {
            for (OperationDefinition operation : service.operations()) {
                OperationDefinition.Match match = operation.match();
                if (match != null) {
                    entries.computeIfAbsent(match.method(), method -> new ArrayList<>())
                            .add(new Entry(service, operation, match.path(), match.conditions()));
                }
            }
        }
        entries.forEach((method, all) -> {
            all.sort(MOST_SPECIFIC_FIRST);
            methods.put(method, node(all, 0));
        });
    }

    /** An operation that is found by path. */
    record Entry(ServiceDefinition service, OperationDefinition operation, PathTemplate path, Conditions conditions) {
        private int literals() {
            return path.literals();
        }

        private int weight() {
            return conditions.weight();
        }
    }

    /**
     * A point of a path.
     *
     * @param literals where a segment leads that some template spells out
     * @param other where any other segment leads, empty ones apart
     * @param here what ends at this point
     */
    private record Node(SegmentTable<Node> literals, @Nullable Node other, @Nullable Choice here) {}

    private static Node node(List<Entry> fitting, int depth) {
        Set<String> spelt = new LinkedHashSet<>();
        List<Entry> ending = new ArrayList<>();
        List<Entry> variable = new ArrayList<>();
        for (Entry entry : fitting) {
            PathTemplate.Segment segment = segment(entry, depth);
            if (segment == null) {
                ending.add(entry);
            } else if (segment.isVariable()) {
                variable.add(entry);
            } else {
                spelt.add(segment.text());
            }
        }
        Map<String, Node> literals = new HashMap<>();
        for (String literal : spelt) {
            List<Entry> still = fitting.stream()
                    .filter(entry -> fits(segment(entry, depth), literal))
                    .toList();
            literals.put(literal, node(still, depth + 1));
        }
        return new Node(
                new SegmentTable<>(literals),
                variable.isEmpty() ? null : node(variable, depth + 1),
                ending.isEmpty() ? null : Choice.among(ending));
    }

    private static boolean fits(PathTemplate.@Nullable Segment segment, String literal) {
        return segment != null
                && (segment.isVariable() ? !literal.isEmpty() : segment.text().equals(literal));
    }

    private static PathTemplate.@Nullable Segment segment(Entry entry, int depth) {
        List<PathTemplate.Segment> segments = entry.path().segments();
        return depth < segments.size() ? segments.get(depth) : null;
    }

    /**
     * What fits method and path.
     *
     * @param path the canonical path, from which {@code start} characters are left aside
     */
    @Nullable
    Choice find(String method, String path, int start) {
        Node node = methods.get(method);
        if (path.length() == start + 1) {
            return node == null ? null : node.here();
        }
        int from = start + 1;
        while (node != null) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            Node next = node.literals().get(path, from, end);
            node = next == null && end > from ? node.other() : next;
            if (slash < 0) {
                return node == null ? null : node.here();
            }
            from = end + 1;
        }
        return null;
    }

    /** The operations that one path fits, of which the call's parameters and headers choose. */
    sealed interface Choice {
        /** The operation, or null where the call fits none. */
        @Nullable
        Entry of(CallView call);

        /** A choice among operations, the most specific first. */
        static Choice among(List<Entry> entries) {
            Choice choice = Choices.among(entries, Set.of());
            Set<String> names = new LinkedHashSet<>();
            entries.forEach(entry -> names.addAll(entry.conditions().query().keySet()));
            return names.isEmpty() ? choice : new Spelt(Set.copyOf(names), choice);
        }
    }

    /**
     * A choice in which the names of deciding parameters count as they are spelt: a call that has one in other letter case
     * fits no operation, as the service could take it for the parameter.
     */
    record Spelt(Set<String> names, Choice choice) implements Choice {
        @Override
        public @Nullable Entry of(CallView call) {
            for (String name : names) {
                if (call.hasOtherSpelling(name)) {
                    return null;
                }
            }
            return choice.of(call);
        }
    }

    /** Few operations: each is tried. */
    record Few(List<Entry> entries) implements Choice {
        @Override
        public @Nullable Entry of(CallView call) {
            for (int index = 0; index < entries.size(); index++) {
                if (entries.get(index).conditions().admit(call)) {
                    return entries.get(index);
                }
            }
            return null;
        }
    }

    /** Many operations, told apart by the value of a parameter or header that most of them demand. */
    record ByValue(Choices.Key key, Map<String, Choice> byValue, Choice otherwise) implements Choice {
        @Override
        public @Nullable Entry of(CallView call) {
            String value = key.valueIn(call);
            return (value == null ? otherwise : byValue.getOrDefault(value, otherwise)).of(call);
        }
    }
}
