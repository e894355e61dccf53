package io.rolegate.policy;

import java.util.Map;
import java.util.function.IntPredicate;

/** The six comparisons of a family of ordered values; the request's value is the left side. */
final class OrderOperators {
    private OrderOperators() {}

    static <T extends Comparable<T>> Map<String, ConditionOperator<?, ?>> all(
            String family, ConditionOperator.ValueParser<T> parser, String expected) {
        Comparisons<T> comparisons = new Comparisons<>(parser, expected);
        ConditionOperator<T, T> equal = comparisons.where(order -> order == 0);
        return Map.of(
                family + "Equals", equal,
                family + "NotEquals", equal.not(),
                family + "LessThan", comparisons.where(order -> order < 0),
                family + "LessThanEquals", comparisons.where(order -> order <= 0),
                family + "GreaterThan", comparisons.where(order -> order > 0),
                family + "GreaterThanEquals", comparisons.where(order -> order >= 0));
    }

    private record Comparisons<T extends Comparable<T>>(ConditionOperator.ValueParser<T> parser, String expected) {
        ConditionOperator<T, T> where(IntPredicate holds) {
            return new ConditionOperator<>(
                    false, expected, parser, parser, (left, right) -> holds.test(left.compareTo(right)));
        }
    }
}
