package io.rolegate.policy;

import java.util.List;

/** One operator with one key and its values. */
interface ConditionClause {

    /** What its author wrote. */
    WrittenCondition written();

    boolean holds(ConditionContext context);

    /** Whether all hold; none at all do. */
    static boolean allHold(List<ConditionClause> clauses, ConditionContext context) {
        for (int i = 0; i < clauses.size(); i++) {
            if (!clauses.get(i).holds(context)) {
                return false;
            }
        }
        return true;
    }
}
