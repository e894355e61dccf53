package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ExplanationFields;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Paging;
import io.rolegate.api.Permission;
import io.rolegate.identity.Page;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * ListPrincipalsAllowed: which users and roles of the caller's account may do an action on a resource in a context, by which
 * statement, and whom each role trusts. Users come first, then roles; a page looks at {@code MaxItems} of them, so it may hold
 * fewer that are allowed. The account's owner, whom no policy binds, is not listed.
 */
final class ListPrincipalsAllowed implements Operation {
    private static final String OF_USERS = "u";
    private static final String OF_ROLES = "r";

    private final Subjects subjects;
    private final PolicyEngine engine;

    ListPrincipalsAllowed(Subjects subjects, PolicyEngine engine) {
        this.subjects = subjects;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "ListPrincipalsAllowed";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        SimulatedRequest.of(call);
        Paging.request(call.parameters());
        return CompletableFuture.completedStage(List.of(Permission.of("ram:" + name(), "*")));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        SimulatedRequest request = SimulatedRequest.of(call);
        Page.Request page = Paging.request(call.parameters());
        return subjects.trust(call.accountId(), request.resources().get(0))
                .thenCompose(trust ->
                        isOfRoles(page) ? roles(call, request, page, trust) : users(call, request, page, trust));
    }

    private static boolean isOfRoles(Page.Request page) {
        return page.marker() != null && page.marker().startsWith(OF_ROLES);
    }

    private CompletionStage<Answer> users(
            Invocation call, SimulatedRequest request, Page.Request page, Optional<AttachedPolicy> trust) {
        return subjects.store()
                .read(transaction -> transaction.users().list(call.accountId(), inner(page)))
                .thenCompose(found -> allowed(found.items(), subjects::of, call, request, trust)
                        .thenApply(list ->
                                answer(list, found.nextMarker() == null ? OF_ROLES : OF_USERS + found.nextMarker())));
    }

    private CompletionStage<Answer> roles(
            Invocation call, SimulatedRequest request, Page.Request page, Optional<AttachedPolicy> trust) {
        return subjects.store()
                .read(transaction -> transaction.roles().list(call.accountId(), inner(page)))
                .thenCompose(found -> allowed(found.items(), subjects::of, call, request, trust)
                        .thenApply(list ->
                                answer(list, found.nextMarker() == null ? null : OF_ROLES + found.nextMarker())));
    }

    /** The page of one kind: what is left of the marker without its first letter. */
    private static Page.Request inner(Page.Request page) {
        String marker = page.marker();
        return new Page.Request(marker == null || marker.length() < 2 ? null : marker.substring(1), page.maxItems());
    }

    private <T> CompletionStage<List<Map<String, Object>>> allowed(
            List<T> found,
            Function<T, CompletionStage<Optional<Subject>>> subject,
            Invocation call,
            SimulatedRequest request,
            Optional<AttachedPolicy> trust) {
        CompletionStage<List<Map<String, Object>>> allowed = CompletableFuture.completedStage(new ArrayList<>());
        for (T item : found) {
            allowed = allowed.thenCompose(before -> subject.apply(item).thenApply(known -> {
                known.flatMap(someone -> describe(someone, call, request, trust))
                        .ifPresent(before::add);
                return before;
            }));
        }
        return allowed;
    }

    private Optional<Map<String, Object>> describe(
            Subject subject, Invocation call, SimulatedRequest request, Optional<AttachedPolicy> trust) {
        PolicySet policies = trust.map(subject.policies()::withTrust).orElse(subject.policies());
        ConditionContext context = request.contextOf(subject, call);
        String action = request.actions().get(0);
        String resource = request.resources().get(0);
        Evaluation evaluation = engine.prepare(policies, subject.principal(), action, resource);
        Decision decision = evaluation.decide(context);
        if (decision.verdict() != Verdict.ALLOW) {
            return Optional.empty();
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("PrincipalArn", subject.arn());
        described.put("DependsOnContext", evaluation.dependsOnContext());
        described.putAll(ExplanationFields.of(
                engine.explain(decision, policies, subject.principal(), action, resource, context)));
        if (!subject.trusted().isEmpty()) {
            described.put("TrustedPrincipals", subject.trusted());
        }
        return Optional.of(described);
    }

    private static Answer answer(List<Map<String, Object>> principals, @Nullable String marker) {
        return new Fields()
                .page("Principals", "Principal", new Page<>(principals, marker), principal -> new Fields()
                        .putAll(principal))
                .toAnswer();
    }
}
