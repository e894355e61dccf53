package io.rolegate.policy;

import java.util.Map;
import java.util.function.BiPredicate;

/** Comparisons of text, by code points. */
final class StringOperators {
    private StringOperators() {}

    static Map<String, ConditionOperator<?, ?>> all() {
        ConditionOperator<String, String> equal = comparing(String::equals);
        ConditionOperator<String, String> equalIgnoringCase = comparing(Ascii::equalsIgnoringCase);
        ConditionOperator<String, Wildcard> like = new ConditionOperator<>(
                false, ValueType.TEXT, text -> text, Wildcard::of, (text, pattern) -> pattern.matches(text));
        return Map.of(
                "StringEquals",
                equal,
                "StringNotEquals",
                equal.not(),
                "StringEqualsIgnoreCase",
                equalIgnoringCase,
                "StringNotEqualsIgnoreCase",
                equalIgnoringCase.not(),
                "StringLike",
                like,
                "StringNotLike",
                like.not());
    }

    private static ConditionOperator<String, String> comparing(BiPredicate<String, String> passes) {
        return new ConditionOperator<>(false, ValueType.TEXT, text -> text, text -> text, passes);
    }
}
