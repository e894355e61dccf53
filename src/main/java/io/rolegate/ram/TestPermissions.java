package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Principal;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * TestPermissions: what the engine would answer the caller itself for each action on each resource, its session policy included. It
 * needs no permission and names no policy: it tells nothing that the caller could not find out by trying. Trust policies are not
 * looked at.
 */
final class TestPermissions implements Operation {
    private final Directory directory;
    private final PolicyEngine engine;

    TestPermissions(Directory directory, PolicyEngine engine) {
        this.directory = directory;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "TestPermissions";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        SimulatedRequest.of(call);
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        SimulatedRequest request = SimulatedRequest.of(call);
        return policies(call.caller()).thenApply(policies -> {
            Principal caller = call.caller();
            Subject subject = new Subject(caller.arn(), caller.forPolicy(), policies, List.of());
            return answer(request, subject, request.contextOf(subject, call));
        });
    }

    /** None where the caller has gone meanwhile. */
    private CompletionStage<PolicySet> policies(Principal caller) {
        if (caller instanceof Principal.UserPrincipal user) {
            return directory
                    .user(user.accountId(), user.userId())
                    .thenApply(found -> found.map(Directory.UserEntry::policies).orElse(PolicySet.empty()));
        }
        if (caller instanceof Principal.RoleSession session) {
            return directory
                    .role(session.accountId(), session.role().roleId())
                    .thenApply(found -> found.map(Directory.RoleEntry::policies).orElse(PolicySet.empty()))
                    .thenApply(policies -> withSessionPolicy(policies, session));
        }
        return CompletableFuture.completedStage(PolicySet.empty());
    }

    private static PolicySet withSessionPolicy(PolicySet policies, Principal.RoleSession session) {
        String text = session.grant().sessionPolicy();
        return text == null
                ? policies
                : policies.withSession(
                        session.sessionPolicy(PolicyDocument.parseFailingClosed(text, PolicyKind.SESSION)));
    }

    private Answer answer(SimulatedRequest request, Subject subject, ConditionContext context) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (String resource : request.resources()) {
            for (String action : request.actions()) {
                Evaluation evaluation = engine.prepare(subject.policies(), subject.principal(), action, resource);
                results.add(SimulatedRequest.result(action, resource, evaluation, evaluation.decide(context)));
            }
        }
        return Answer.of("EvaluationResults", Map.of("EvaluationResult", results));
    }
}
