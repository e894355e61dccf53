package io.rolegate.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement, ready to be matched.
 *
 * @param conditions empty where it applies in every context
 */
record Statement(
        int index,
        @Nullable String sid,
        Effect effect,
        ActionMatch actions,
        Target target,
        List<ConditionClause> conditions) {

    /** What a statement is about beside actions: resources, or in trust policies principals. */
    interface Target {
        boolean covers(Query query);
    }

    Statement {
        conditions = List.copyOf(conditions);
    }

    boolean covers(Query query) {
        return actions.covers(query.action()) && target.covers(query);
    }
}
