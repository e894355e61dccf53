package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.ExplanationFields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyPrincipal;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * SimulatePolicy: what the engine would answer a principal of the caller's account for each action on each resource, and why,
 * without calling anything. {@code PolicyDocument} is tried as if it were attached, {@code SessionPolicy} as if a role's session had it,
 * {@code TrustPolicy} as if it were that of each role that is asked about.
 */
final class SimulatePolicy implements Operation {
    private final Subjects subjects;
    private final PolicyEngine engine;

    /** Who asks in which context, with the policies that are tried among its own. */
    private record Tried(PolicyPrincipal principal, PolicySet policies, ConditionContext context) {}

    SimulatePolicy(Subjects subjects, PolicyEngine engine) {
        this.subjects = subjects;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "SimulatePolicy";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        SimulatedRequest.of(call);
        withTried(PolicySet.empty(), call.parameters());
        triedTrust(call.parameters());
        return subjects.storedArn(call.accountId(), call.parameters())
                .thenApply(arn -> List.of(Permission.of("ram:" + name(), arn)));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        SimulatedRequest request = SimulatedRequest.of(call);
        Optional<AttachedPolicy> trust = triedTrust(call.parameters());
        return subjects.require(call.accountId(), call.parameters()).thenCompose(subject -> {
            if (!subject.arn().equals(granted.get(0).resource())) {
                throw new ApiException(
                        ErrorCode.CONCURRENT_CHANGE, "What the call names was changed meanwhile; try again.");
            }
            Tried tried = new Tried(
                    subject.principal(),
                    withTried(subject.policies(), call.parameters()),
                    request.contextOf(subject, call));
            CompletionStage<List<Map<String, Object>>> results = CompletableFuture.completedStage(new ArrayList<>());
            for (String resource : request.resources()) {
                results = results.thenCompose(before -> subjects.trust(call.accountId(), resource)
                        .thenApply(stored -> stored.map(policy -> trust.orElse(policy)))
                        .thenApply(used -> withAll(before, request, tried, resource, used)));
            }
            return results.thenApply(list -> Answer.of("EvaluationResults", Map.of("EvaluationResult", list)));
        });
    }

    private List<Map<String, Object>> withAll(
            List<Map<String, Object>> before,
            SimulatedRequest request,
            Tried tried,
            String resource,
            Optional<AttachedPolicy> trust) {
        PolicySet policies = trust.map(tried.policies()::withTrust).orElse(tried.policies());
        for (String action : request.actions()) {
            Evaluation evaluation = engine.prepare(policies, tried.principal(), action, resource);
            Decision decision = evaluation.decide(tried.context());
            Explanation explanation =
                    engine.explain(decision, policies, tried.principal(), action, resource, tried.context());
            Map<String, Object> result = SimulatedRequest.result(action, resource, evaluation, decision);
            result.putAll(ExplanationFields.of(explanation));
            before.add(result);
        }
        return before;
    }

    private static PolicySet withTried(PolicySet policies, Parameters parameters) {
        PolicySet tried = policies;
        if (parameters.text("PolicyDocument").isPresent()) {
            List<AttachedPolicy> identity = new ArrayList<>(policies.of(PolicyKind.IDENTITY));
            identity.add(tried(parameters, "PolicyDocument", PolicyKind.IDENTITY));
            tried = tried.with(PolicyKind.IDENTITY, identity);
        }
        if (parameters.text("SessionPolicy").isPresent()) {
            tried = tried.withSession(tried(parameters, "SessionPolicy", PolicyKind.SESSION));
        }
        return tried;
    }

    private static Optional<AttachedPolicy> triedTrust(Parameters parameters) {
        return parameters.text("TrustPolicy").map(document -> tried(parameters, "TrustPolicy", PolicyKind.TRUST));
    }

    private static AttachedPolicy tried(Parameters parameters, String name, PolicyKind kind) {
        PolicyRef ref = new PolicyRef(name, "Tried", "", "");
        return new AttachedPolicy(
                ref, PolicyDocument.parseFailingClosed(Documents.require(parameters, name, kind), kind));
    }
}
