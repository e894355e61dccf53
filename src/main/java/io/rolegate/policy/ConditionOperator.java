package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of values. Text that a parser answers null for is unparsable and never passes.
 *
 * @param negated whether the operator holds where nothing passes
 * @param type what the values of its family are
 * @param passes the positive test: request value, policy value
 */
record ConditionOperator<R, P>(
        boolean negated,
        ValueType type,
        ValueParser<R> requestValue,
        ValueParser<P> policyValue,
        BiPredicate<R, P> passes) {

    /** Reads a value. */
    interface ValueParser<T> {
        /** The value, or null where {@code text} spells none. */
        @Nullable
        T parse(String text);
    }

    /** The same test, negated. */
    ConditionOperator<R, P> not() {
        return new ConditionOperator<>(!negated, type, requestValue, policyValue, passes);
    }

    /** Whether {@code text} is a value that a policy may name. */
    boolean accepts(String text) {
        return policyValue.parse(text) != null;
    }

    /** The clause of these policy values, parsed now. */
    ConditionClause clause(OperatorName form, WrittenCondition written) {
        List<P> parsed = new ArrayList<>(written.values().size());
        for (String text : written.values()) {
            P value = policyValue.parse(text);
            if (value != null) {
                parsed.add(value);
            }
        }
        List<P> values = List.copyOf(parsed);
        return new ValueClause(ConditionKeys.fold(written.key()), form, negated, text -> hits(text, values), written);
    }

    private boolean hits(String text, List<P> values) {
        R value = requestValue.parse(text);
        if (value == null) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (passes.test(value, values.get(i))) {
                return true;
            }
        }
        return false;
    }
}
