package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.policy.ConditionKeys;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Decides one permission by a caller's policies, its session's policy and the request's context. */
final class Decisions {
    private static final int SESSION_POLICIES = 10_000;

    private final PolicyEngine engine;
    private final DecisionCache cache;
    private final Cache<String, PolicyDocument> sessionPolicies = Caffeine.newBuilder()
            .maximumSize(SESSION_POLICIES)
            .executor(Runnable::run)
            .build();

    Decisions(PolicyEngine engine, DecisionCache cache) {
        this.engine = engine;
        this.cache = cache;
    }

    /** What the policies in force answer. */
    Decision decide(Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        Supplier<Evaluation> fresh = () -> prepare(policies(caller), caller, permission);
        Evaluation evaluation = permission.trust() == null
                ? cache.find(caller, permission.action(), permission.resource(), fresh)
                : fresh.get();
        return evaluation.decide(conditions(authenticated, permission));
    }

    /** What they would answer if {@code draft}, one of the caller's policies' drafts, were in force. */
    Decision tryOut(PolicyRef draft, Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        Supplier<Evaluation> fresh = () -> prepare(policies(caller).withDraftInForce(draft), caller, permission);
        Evaluation evaluation = permission.trust() == null
                ? cache.find(draft, caller, permission.action(), permission.resource(), fresh)
                : fresh.get();
        return evaluation.decide(conditions(authenticated, permission));
    }

    /** What led to a decision of {@link #decide}. */
    Explanation explain(Decision decision, Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        return engine.explain(
                decision,
                withTrust(policies(caller), permission),
                caller.principal().forPolicy(),
                permission.action(),
                permission.resource(),
                conditions(authenticated, permission));
    }

    private Evaluation prepare(PolicySet policies, Caller caller, Permission permission) {
        return engine.prepare(
                withTrust(policies, permission),
                caller.principal().forPolicy(),
                permission.action(),
                permission.resource());
    }

    private static PolicySet withTrust(PolicySet policies, Permission permission) {
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
        return caller.policies().withSession(session.sessionPolicy(document));
    }

    private static RequestConditions conditions(Authenticated authenticated, Permission permission) {
        return new RequestConditions(authenticated.exchange(), authenticated.caller(), folded(permission.context()));
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
