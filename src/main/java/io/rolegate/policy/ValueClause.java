package io.rolegate.policy;

import java.util.List;

/**
 * A comparison of the request's values with the policy's (ram.md §1.3).
 *
 * @param hits whether one request value passes the positive test against some policy value
 */
record ValueClause(String foldedKey, OperatorName form, boolean negated, ValueTest hits, WrittenCondition written)
        implements ConditionClause {

    /** A test of one request value. */
    interface ValueTest {
        boolean hit(String requestValue);
    }

    @Override
    public boolean holds(ConditionContext context) {
        List<String> values = context.values(foldedKey);
        if (values.isEmpty()) {
            return whenAbsent();
        }
        return switch (form.quantifier()) {
            case NONE -> negated != some(values, true);
            case FOR_ANY_VALUE -> some(values, !negated);
            case FOR_ALL_VALUES -> !some(values, negated);
        };
    }

    private boolean whenAbsent() {
        return form.ifExists()
                || switch (form.quantifier()) {
                    case NONE -> negated;
                    case FOR_ANY_VALUE -> false;
                    case FOR_ALL_VALUES -> true;
                };
    }

    private boolean some(List<String> values, boolean hit) {
        for (int i = 0; i < values.size(); i++) {
            if (hits.hit(values.get(i)) == hit) {
                return true;
            }
        }
        return false;
    }
}
