package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionKeys;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.Verdict;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stage that decides: every permission that the request needs, against the caller's policies. */
final class Authoriser {
    private static final int SESSION_POLICIES = 10_000;
    private static final Decision NOTHING_NEEDED = new Decision.Allow(null);

    private final Permissions permissions;
    private final PolicyEngine engine;
    private final DecisionCache decisions;
    private final DiagnosticMessages diagnostics;
    private final Cache<String, PolicyDocument> sessionPolicies = Caffeine.newBuilder()
            .maximumSize(SESSION_POLICIES)
            .executor(Runnable::run)
            .build();

    Authoriser(Permissions permissions, PolicyEngine engine, DecisionCache decisions, DiagnosticMessages diagnostics) {
        this.permissions = permissions;
        this.engine = engine;
        this.decisions = decisions;
        this.diagnostics = diagnostics;
    }

    Future<Authorised> authorise(Authenticated authenticated) {
        return permissions.of(authenticated).map(needed -> {
            authenticated.exchange().needs(needed);
            if (Permissions.areOfAnotherAccount(authenticated)) {
                Decision foreign = new Decision.ImplicitDeny(PolicyKind.IDENTITY, Decision.Cause.OTHER_ACCOUNT);
                throw denied(authenticated, needed.get(0), new Explanation(foreign, List.of(), Map.of()));
            }
            return decide(authenticated, needed);
        });
    }

    /** Decides again, for a caller whose policies have changed since. */
    Authorised again(Authorised authorised, Caller newer) {
        return decide(authorised.authenticated().withCaller(newer), authorised.granted());
    }

    private Authorised decide(Authenticated authenticated, List<Permission> needed) {
        Decision last = NOTHING_NEEDED;
        for (Permission permission : needed) {
            last = decide(authenticated, permission);
            if (last.verdict() != Verdict.ALLOW) {
                throw denied(authenticated, permission, explain(last, authenticated, permission));
            }
        }
        Authorised authorised = new Authorised(authenticated, needed, last);
        authenticated.exchange().reached(authorised);
        return authorised;
    }

    private Decision decide(Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        Evaluation evaluation = permission.trust() == null
                ? decisions.find(caller, permission.action(), permission.resource(), () -> prepare(caller, permission))
                : prepare(caller, permission);
        return evaluation.decide(conditions(authenticated, permission));
    }

    private Evaluation prepare(Caller caller, Permission permission) {
        return engine.prepare(
                policies(caller, permission),
                caller.principal().forPolicy(),
                permission.action(),
                permission.resource());
    }

    private Explanation explain(Decision decision, Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        return engine.explain(
                decision,
                policies(caller, permission),
                caller.principal().forPolicy(),
                permission.action(),
                permission.resource(),
                conditions(authenticated, permission));
    }

    private Refusal denied(Authenticated authenticated, Permission permission, Explanation explanation) {
        return Refusal.denied(
                Denial.of(authenticated.caller().principal(), permission, explanation, diagnostics),
                authenticated.exchange().errorFormat());
    }

    private static RequestConditions conditions(Authenticated authenticated, Permission permission) {
        return new RequestConditions(authenticated.exchange(), authenticated.caller(), folded(permission.context()));
    }

    private PolicySet policies(Caller caller, Permission permission) {
        PolicySet policies = policies(caller);
        return permission.trust() == null ? policies : policies.withTrust(permission.trust());
    }

    private PolicySet policies(Caller caller) {
        if (!(caller.principal() instanceof Principal.RoleSession session)) {
            return caller.policies();
        }
        String text = session.grant().sessionPolicy();
        if (text == null) {
            return caller.policies();
        }
        PolicyDocument document =
                sessionPolicies.get(text, unparsed -> PolicyDocument.parseFailingClosed(unparsed, PolicyKind.SESSION));
        PolicyRef ref = new PolicyRef("session policy", "Session", "v1", session.arn());
        return caller.policies().withSession(new AttachedPolicy(ref, document));
    }

    private static Map<String, List<String>> folded(Map<String, List<String>> context) {
        if (context.isEmpty()) {
            return context;
        }
        Map<String, List<String>> folded = new HashMap<>();
        context.forEach((key, values) -> folded.put(ConditionKeys.fold(key), values));
        return folded;
    }
}
