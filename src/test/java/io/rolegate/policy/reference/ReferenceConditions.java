package io.rolegate.policy.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The conditions of ram.md §1.3 and §1.4. */
final class ReferenceConditions {
    private static final Set<String> OPERATORS = new TreeSet<>(List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "Bool",
            "IpAddress",
            "NotIpAddress"));

    static {
        for (String family : List.of("Numeric", "Date")) {
            for (String test :
                    List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")) {
                OPERATORS.add(family + test);
            }
        }
    }

    private ReferenceConditions() {}

    static boolean isOperator(String name) {
        return name.equals("Null") || OPERATORS.contains(base(name));
    }

    /** The operator without set prefix and IfExists. */
    private static String base(String name) {
        return name.replaceFirst("^(ForAnyValue:|ForAllValues:)", "").replaceFirst("IfExists$", "");
    }

    static Map<String, List<String>> foldKeys(Map<String, List<String>> context) {
        Map<String, List<String>> folded = new LinkedHashMap<>();
        context.forEach((key, values) ->
                folded.computeIfAbsent(foldKey(key), name -> new ArrayList<>()).addAll(values));
        return folded;
    }

    private static String foldKey(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? ReferenceEvaluator.fold(key)
                : ReferenceEvaluator.fold(key.substring(0, slash)) + key.substring(slash);
    }

    static boolean hold(@Nullable Object condition, Map<String, List<String>> context) {
        if (condition == null) {
            return true;
        }
        for (Map.Entry<?, ?> operator : ((Map<?, ?>) condition).entrySet()) {
            for (Map.Entry<?, ?> key : ((Map<?, ?>) operator.getValue()).entrySet()) {
                List<String> requested = context.getOrDefault(foldKey((String) key.getKey()), List.of());
                if (!holds((String) operator.getKey(), ReferenceEvaluator.texts(key.getValue()), requested)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The table of ram.md §1.3, row by row. */
    private static boolean holds(String operator, List<String> wanted, List<String> requested) {
        if (operator.equals("Null")) {
            String passing = requested.isEmpty() ? "true" : "false";
            return wanted.stream()
                    .anyMatch(value -> ReferenceEvaluator.fold(value).equals(passing));
        }
        if (operator.endsWith("IfExists") && requested.isEmpty()) {
            return true;
        }
        String base = base(operator);
        boolean negated = base.contains("Not");
        String positive = base.replace("Not", "");
        if (operator.startsWith("ForAnyValue:")) {
            return requested.stream().anyMatch(value -> hit(positive, value, wanted) != negated);
        }
        if (operator.startsWith("ForAllValues:")) {
            return requested.stream().allMatch(value -> hit(positive, value, wanted) != negated);
        }
        return requested.stream().anyMatch(value -> hit(positive, value, wanted)) != negated;
    }

    private static boolean hit(String positive, String requested, List<String> wanted) {
        return wanted.stream().anyMatch(value -> passes(positive, requested, value));
    }

    private static boolean passes(String positive, String requested, String wanted) {
        return switch (positive) {
            case "StringEquals" -> requested.equals(wanted);
            case "StringEqualsIgnoreCase" -> ReferenceEvaluator.fold(requested).equals(ReferenceEvaluator.fold(wanted));
            case "StringLike" -> ReferenceEvaluator.glob(wanted, requested);
            case "Bool" ->
                Set.of("true", "false").contains(ReferenceEvaluator.fold(requested))
                        && ReferenceEvaluator.fold(requested).equals(ReferenceEvaluator.fold(wanted));
            case "IpAddress" -> ReferenceValues.isWithin(requested, wanted);
            default -> {
                Integer order = positive.startsWith("Numeric")
                        ? compare(ReferenceValues.number(requested), ReferenceValues.number(wanted))
                        : compare(ReferenceValues.date(requested), ReferenceValues.date(wanted));
                yield order != null && fits(positive.replaceFirst("^(Numeric|Date)", ""), order);
            }
        };
    }

    private static <T extends Comparable<T>> @Nullable Integer compare(@Nullable T left, @Nullable T right) {
        return left == null || right == null ? null : left.compareTo(right);
    }

    private static boolean fits(String test, int order) {
        return switch (test) {
            case "Equals" -> order == 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new IllegalArgumentException(test);
        };
    }
}
