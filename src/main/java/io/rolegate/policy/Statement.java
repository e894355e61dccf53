package io.rolegate.policy;

import java.util.List;
import java.util.stream.Stream;
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
        /** How the relative ids begin of the resources that it covers. */
        Stream<Beginning> beginnings();

        boolean covers(Query query);

        /** What keeps it from covering a request that it doesn't cover. */
        Obstacle obstacle();
    }

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** Its name as a part of {@code policy}. */
    StatementRef ref(PolicyRef policy) {
        return new StatementRef(policy, index, sid);
    }

    boolean covers(Query query) {
        return actions.covers(query.action()) && target.covers(query);
    }
}
