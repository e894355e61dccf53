package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** ram.md §1.6 written down without any preparation, as an oracle: slow, plain, one rule after the other. */
final class LiteralRules {
    private static final Set<String> ASSUMING =
            Set.of("sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithOIDC");

    private LiteralRules() {}

    static Verdict verdict(
            PolicySet policies, PolicyPrincipal principal, String action, String resource, ConditionContext context) {
        if (action.equals("sts:GetCallerIdentity")) {
            return Verdict.ALLOW;
        }
        PolicyPrincipal.Type type = principal.type();
        boolean person = type == PolicyPrincipal.Type.RAM_USER || type == PolicyPrincipal.Type.ASSUMED_ROLE_USER;
        Query query = Query.of(principal, action, resource);
        List<Verdict> limits = new ArrayList<>();
        if (person && !policies.of(PolicyKind.CONTROL).isEmpty()) {
            limits.add(layer(policies.of(PolicyKind.CONTROL), query, context));
        }
        if (type == PolicyPrincipal.Type.ASSUMED_ROLE_USER
                && !policies.of(PolicyKind.SESSION).isEmpty()) {
            limits.add(layer(policies.of(PolicyKind.SESSION), query, context));
        }
        for (Verdict limit : limits) {
            if (limit != Verdict.ALLOW) {
                return limit;
            }
        }
        Verdict identity = layer(policies.of(PolicyKind.IDENTITY), query, context);
        if (ASSUMING.contains(action)) {
            Query trusting = Query.of(principal, "sts:AssumeRole", resource);
            Verdict trust = layer(policies.of(PolicyKind.TRUST), trusting, context);
            return type == PolicyPrincipal.Type.SERVICE || type == PolicyPrincipal.Type.FEDERATED
                    ? trust
                    : both(identity, trust, type == PolicyPrincipal.Type.ACCOUNT);
        }
        if (identity == Verdict.EXPLICIT_DENY) {
            return identity;
        }
        String[] segments = resource.split(":", 5);
        if (segments.length == 5 && segments[3].matches("[0-9]+") && !segments[3].equals(principal.accountId())) {
            return Verdict.IMPLICIT_DENY;
        }
        if (type == PolicyPrincipal.Type.ACCOUNT) {
            return Verdict.ALLOW;
        }
        return person ? identity : Verdict.IMPLICIT_DENY;
    }

    private static Verdict both(Verdict identity, Verdict trust, boolean owner) {
        Set<Verdict> verdicts = new TreeSet<>(List.of(identity, trust));
        if (verdicts.contains(Verdict.EXPLICIT_DENY)) {
            return Verdict.EXPLICIT_DENY;
        }
        return verdicts.contains(Verdict.IMPLICIT_DENY) || owner ? Verdict.IMPLICIT_DENY : Verdict.ALLOW;
    }

    private static Verdict layer(List<AttachedPolicy> policies, Query query, ConditionContext context) {
        boolean allows = false;
        boolean malformed = false;
        for (AttachedPolicy policy : policies) {
            malformed |= policy.document().isMalformed();
            for (Statement statement : policy.document().statements()) {
                boolean applies = statement.covers(query) && ConditionClause.allHold(statement.conditions(), context);
                if (applies && statement.effect() == Effect.DENY) {
                    return Verdict.EXPLICIT_DENY;
                }
                allows |= applies;
            }
        }
        return allows && !malformed ? Verdict.ALLOW : Verdict.IMPLICIT_DENY;
    }
}
