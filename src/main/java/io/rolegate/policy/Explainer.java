package io.rolegate.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out why a decision came about, by looking once more at the statements of the layer that decided. */
record Explainer(PolicySet policies, Query query, ConditionContext context) {

    Explanation explain(Decision decision) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        StatementRef by = decision.by();
        if (by != null) {
            decisive(by).forEach(condition -> note(condition, conditions));
        }
        List<NearMiss> misses =
                decision instanceof Decision.ImplicitDeny denial && denial.cause() == Decision.Cause.NO_ALLOW
                        ? nearMisses(denial.missing())
                        : List.of();
        for (NearMiss miss : misses) {
            if (miss.obstacle() instanceof Obstacle.Conditions unmet) {
                unmet.unmet().forEach(condition -> conditions.putIfAbsent(condition.key(), condition.found()));
            }
        }
        return new Explanation(decision, misses, conditions);
    }

    private Stream<WrittenCondition> decisive(StatementRef by) {
        return Stream.of(PolicyKind.values())
                .flatMap(kind -> policies.of(kind).stream())
                .filter(policy -> policy.ref().equals(by.policy()))
                .flatMap(policy -> policy.document().statements().all().stream())
                .filter(statement -> statement.index() == by.index())
                .flatMap(statement -> statement.conditions().stream())
                .map(ConditionClause::written);
    }

    private void note(WrittenCondition condition, Map<String, List<String>> conditions) {
        conditions.putIfAbsent(condition.key(), found(condition));
    }

    private List<String> found(WrittenCondition condition) {
        return context.values(ConditionKeys.fold(condition.key()));
    }

    private List<NearMiss> nearMisses(PolicyKind kind) {
        Query asked = kind == PolicyKind.TRUST ? query.toTrust() : query;
        List<NearMiss> misses = new ArrayList<>();
        for (AttachedPolicy policy : policies.of(kind)) {
            for (Statement statement : policy.document().statements().all()) {
                Obstacle obstacle = statement.effect() == Effect.ALLOW
                                && statement.actions().covers(asked.action())
                        ? obstacle(statement, asked)
                        : null;
                if (obstacle != null) {
                    misses.add(new NearMiss(statement.ref(policy.ref()), obstacle));
                }
            }
        }
        misses.sort(Comparator.comparing(miss -> !(miss.obstacle() instanceof Obstacle.Conditions)));
        return List.copyOf(misses.subList(0, Math.min(misses.size(), Explanation.MOST_NEAR_MISSES)));
    }

    private @Nullable Obstacle obstacle(Statement statement, Query asked) {
        if (!statement.target().covers(asked)) {
            return statement.target().obstacle();
        }
        List<Obstacle.Unmet> unmet = statement.conditions().stream()
                .filter(clause -> !clause.holds(context))
                .map(ConditionClause::written)
                .map(written -> new Obstacle.Unmet(written.operator(), written.key(), written.values(), found(written)))
                .toList();
        return unmet.isEmpty() ? null : new Obstacle.Conditions(unmet);
    }
}
