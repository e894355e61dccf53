package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;

/** The engine that looks only at statements which action and resource may match, found by {@link StatementIndex}. Stateless. */
public final class StatementEngine implements PolicyEngine {

    @Override
    public Evaluation prepare(PolicySet policies, PolicyPrincipal principal, String action, String resource) {
        if (StsActions.needsNoPermission(action)) {
            return new FinalEvaluation(new Decision.Allow(null));
        }
        Query query = Query.of(principal, action, resource);
        List<Stage> stages = new ArrayList<>();
        if (isLimited(principal)) {
            addLimit(stages, PolicyKind.CONTROL, policies, query);
        }
        if (principal.type() == PolicyPrincipal.Type.ASSUMED_ROLE_USER) {
            addLimit(stages, PolicyKind.SESSION, policies, query);
        }
        stages.add(StsActions.isAssuming(action) ? assuming(policies, query) : ordinary(policies, query));
        return fold(stages);
    }

    @Override
    public Explanation explain(
            Decision decision,
            PolicySet policies,
            PolicyPrincipal principal,
            String action,
            String resource,
            ConditionContext context) {
        return new Explainer(policies, Query.of(principal, action, resource), context).explain(decision);
    }

    /** Control policies bind users and roles; neither owners nor those who only a trust policy knows. */
    private static boolean isLimited(PolicyPrincipal principal) {
        return principal.type() == PolicyPrincipal.Type.RAM_USER
                || principal.type() == PolicyPrincipal.Type.ASSUMED_ROLE_USER;
    }

    private static void addLimit(List<Stage> stages, PolicyKind kind, PolicySet policies, Query query) {
        if (!policies.of(kind).isEmpty()) {
            stages.add(new Stage(List.of(Layer.of(kind, policies.of(kind), query)), null));
        }
    }

    private static Stage ordinary(PolicySet policies, Query query) {
        Layer identity = Layer.of(PolicyKind.IDENTITY, policies.of(PolicyKind.IDENTITY), query);
        if (query.resource().belongsToOtherThan(query.principal().accountId())) {
            return refusing(Decision.Cause.OTHER_ACCOUNT, identity);
        }
        return switch (query.principal().type()) {
            case ACCOUNT -> new Stage(List.of(identity.allowingTheRest(new Decision.Allow(null))), null);
            case RAM_USER, ASSUMED_ROLE_USER -> new Stage(List.of(identity), null);
            case SERVICE, FEDERATED -> refusing(Decision.Cause.NO_ALLOW, identity);
        };
    }

    private static Stage assuming(PolicySet policies, Query query) {
        Layer identity = Layer.of(PolicyKind.IDENTITY, policies.of(PolicyKind.IDENTITY), query);
        Layer trust = Layer.of(PolicyKind.TRUST, policies.of(PolicyKind.TRUST), query.toTrust());
        return switch (query.principal().type()) {
            case ACCOUNT -> refusing(Decision.Cause.OWNER_CANNOT_ASSUME, identity, trust);
            case RAM_USER, ASSUMED_ROLE_USER -> new Stage(List.of(identity, trust), null);
            case SERVICE, FEDERATED -> new Stage(List.of(trust), null);
        };
    }

    private static Stage refusing(Decision.Cause cause, Layer... layers) {
        return new Stage(List.of(layers), new Decision.ImplicitDeny(PolicyKind.IDENTITY, cause));
    }

    /** Decides now what no context can change. */
    private static Evaluation fold(List<Stage> stages) {
        List<Stage> open = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Decision constant = stages.get(i).constant();
            boolean last = i == stages.size() - 1 || (constant != null && constant.verdict() != Verdict.ALLOW);
            if (last && constant != null && open.isEmpty()) {
                return new FinalEvaluation(constant);
            }
            if (last || constant == null) {
                open.add(stages.get(i));
            }
            if (last) {
                break;
            }
        }
        return new ResidualEvaluation(open);
    }
}
