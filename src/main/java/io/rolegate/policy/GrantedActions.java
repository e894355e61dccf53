package io.rolegate.policy;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** What actions identity policies grant, whatever the resource and the conditions. */
public final class GrantedActions {
    private final List<Statement> allowing;

    /** The grants of {@code policies}; what a Deny takes back counts as granted. */
    public GrantedActions(Collection<PolicyDocument> policies) {
        this.allowing = policies.stream()
                .flatMap(policy -> policy.statements().all().stream())
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .toList();
    }

    /**
     * What is granted but not used, in order: known actions by their names, and patterns that no known action matches as they were
     * written.
     *
     * @param used the actions that were used
     * @param known the actions that there are, as far as one knows
     */
    public SortedSet<String> unused(Collection<String> used, Collection<String> known) {
        SortedSet<String> usedAnyhow = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        usedAnyhow.addAll(used);
        NavigableSet<String> unused = new TreeSet<>();
        for (Statement statement : allowing) {
            known.stream()
                    .filter(action -> statement.actions().covers(Ascii.fold(action)) && !usedAnyhow.contains(action))
                    .forEach(unused::add);
            if (!statement.actions().inverted()) {
                statement.actions().patterns().stream()
                        .filter(pattern -> matchesNone(pattern, known) && matchesNone(pattern, used))
                        .map(Wildcard::toString)
                        .forEach(unused::add);
            }
        }
        return unused;
    }

    private static boolean matchesNone(Wildcard pattern, Collection<String> actions) {
        return actions.stream().noneMatch(action -> pattern.matches(Ascii.fold(action)));
    }
}
