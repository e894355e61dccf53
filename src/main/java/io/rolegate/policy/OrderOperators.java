package io.rolegate.policy;

import java.util.Map;
import java.util.function.IntPredicate;

/** The six comparisons of a family of ordered values; the request's value is the left side. */
final class OrderOperators {
    private OrderOperators() {}

    static <T extends Comparable<T>> Map<String, ConditionOperator<?, ?>> all(
            String family, ValueType type, ConditionOperator.ValueParser<T> parser) {
        Comparisons<T> comparisons = new Comparisons<>(type, parser);
        ConditionOperator<T, T> equal = comparisons.where(order -> order == 0);
        return Map.of(
                family + "Equals", equal,
                family + "NotEquals", equal.not(),
                family + "LessThan", comparisons.where(order -> order < 0),
                family + "LessThanEquals", comparisons.where(order -> order <= 0),
                family + "GreaterThan", comparisons.where(order -> order > 0),
                family + "GreaterThanEquals", comparisons.where(order -> order >= 0));
    }

    private record Comparisons<T extends Comparable<T>>(ValueType type, ConditionOperator.ValueParser<T> parser) {
        ConditionOperator<T, T> where(IntPredicate holds) {
            return new ConditionOperator<>(
                    false, type, parser, parser, (left, right) -> holds.test(left.compareTo(right)));
        }
    }
}
