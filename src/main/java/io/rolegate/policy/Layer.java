package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one layer that cover a request; only their conditions are open.
 *
 * @param certainDeny the denial of a Deny without conditions
 * @param denies Deny statements with conditions
 * @param certainAllow the grant of an Allow without conditions
 * @param allows Allow statements with conditions; empty where {@code certainAllow} is there
 * @param otherwise the answer when nothing allows
 */
record Layer(
        @Nullable Decision certainDeny,
        List<Candidate> denies,
        @Nullable Decision certainAllow,
        List<Candidate> allows,
        Decision otherwise) {
    private static final int BYTES = 96;
    private static final int CANDIDATE_BYTES = 96;

    /** A statement that applies if its conditions hold, and what it then answers. */
    record Candidate(List<ConditionClause> conditions, Decision outcome) {}

    /** What {@code policies} say about {@code query}, as the layer {@code kind}. */
    static Layer of(PolicyKind kind, List<AttachedPolicy> policies, Query query) {
        Collector collector = new Collector(kind);
        for (int i = 0; i < policies.size(); i++) {
            collector.add(policies.get(i), query);
        }
        return collector.layer();
    }

    /** Puts the statements that cover a request in their places. */
    private static final class Collector {
        private final PolicyKind kind;
        private final List<Candidate> denies = new ArrayList<>();
        private final List<Candidate> allows = new ArrayList<>();
        private @Nullable Decision certainDeny;
        private @Nullable Decision certainAllow;
        private @Nullable PolicyRef malformed;

        Collector(PolicyKind kind) {
            this.kind = kind;
        }

        void add(AttachedPolicy policy, Query query) {
            if (policy.document().isMalformed()) {
                malformed = policy.ref();
            }
            policy.document().statements().forEachThatCovers(query, statement -> add(policy.ref(), statement));
        }

        private void add(PolicyRef policy, Statement statement) {
            boolean denying = statement.effect() == Effect.DENY;
            if (denying ? certainDeny != null : certainAllow != null) {
                return;
            }
            StatementRef by = statement.ref(policy);
            Decision outcome = denying ? new Decision.ExplicitDeny(by, kind) : new Decision.Allow(by);
            if (!statement.conditions().isEmpty()) {
                (denying ? denies : allows).add(new Candidate(statement.conditions(), outcome));
            } else if (denying) {
                certainDeny = outcome;
            } else {
                certainAllow = outcome;
            }
        }

        Layer layer() {
            if (malformed != null) {
                return new Layer(
                        certainDeny,
                        denies,
                        null,
                        List.of(),
                        new Decision.ImplicitDeny(kind, Decision.Cause.MALFORMED_POLICY, malformed));
            }
            Decision otherwise = new Decision.ImplicitDeny(kind, Decision.Cause.NO_ALLOW);
            return new Layer(certainDeny, denies, certainAllow, certainAllow == null ? allows : List.of(), otherwise);
        }
    }

    Layer {
        denies = certainDeny == null ? List.copyOf(denies) : List.of();
        allows = List.copyOf(allows);
    }

    /** This layer's denials, while everything else is allowed by {@code grant}. */
    Layer allowingTheRest(Decision grant) {
        return new Layer(certainDeny, denies, grant, List.of(), otherwise);
    }

    @Nullable
    Decision deny(ConditionContext context) {
        return certainDeny != null ? certainDeny : firstThatHolds(denies, context);
    }

    @Nullable
    Decision allow(ConditionContext context) {
        return certainAllow != null ? certainAllow : firstThatHolds(allows, context);
    }

    boolean mayDeny() {
        return certainDeny != null || !denies.isEmpty();
    }

    boolean mayAllow() {
        return certainAllow != null || !allows.isEmpty();
    }

    int weight() {
        return BYTES + CANDIDATE_BYTES * (denies.size() + allows.size());
    }

    private static @Nullable Decision firstThatHolds(List<Candidate> candidates, ConditionContext context) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (ConditionClause.allHold(candidate.conditions(), context)) {
                return candidate.outcome();
            }
        }
        return null;
    }
}
