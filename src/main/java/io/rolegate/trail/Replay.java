package io.rolegate.trail;

import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.audit.RequiredPermission;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyPrincipal;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementEngine;
import io.rolegate.policy.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides recorded requests once more, with a draft in the place of the policy that it is to replace. What a record doesn't tell is
 * never guessed. Not for use by several threads.
 */
public final class Replay {
    private static final int MOST_KEPT = 200_000;
    private static final String ASSUME_ROLE = "sts:AssumeRole";
    private static final Set<String> OTHER_LAYERS =
            Set.of(PolicyKind.CONTROL.wireName(), PolicyKind.SESSION.wireName(), PolicyKind.TRUST.wireName());
    private static final AttachedPolicy ANY_TRUST = policy(
            PolicyKind.TRUST,
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":\"*\"}}]}");

    private final Bindings bindings;
    private final PolicyEngine engine = new StatementEngine();
    private final Map<Key, Evaluation> evaluations = new HashMap<>();
    private final Map<String, AttachedPolicy> sessionPolicies = new HashMap<>();
    private final Map<PolicySet, PolicySet> drafted = new HashMap<>();

    public Replay(Bindings bindings) {
        this.bindings = bindings;
    }

    /** How a request fares. */
    public enum Change {
        /** No policy decided it, or none that the draft replaces. */
        NOT_CONCERNED,
        NONE,
        ALLOWED_TO_DENIED,
        DENIED_TO_ALLOWED,
        UNDECIDABLE
    }

    /**
     * The outcome of one record.
     *
     * @param why what is missing, where it can't be decided; else empty
     * @param caller the ARN of the user or role, empty where the draft doesn't concern it
     * @param alreadyInForce whether the policies in force decide like the draft, so that it isn't the draft that differs
     */
    public record Outcome(Change change, String why, String caller, boolean alreadyInForce) {
        static final Outcome NOT_CONCERNED = new Outcome(Change.NOT_CONCERNED, "", "", false);
    }

    private record Key(
            PolicySet policies,
            @Nullable String sessionPolicy,
            PolicyPrincipal.Type type,
            String accountId,
            String action,
            String resource) {}

    /** What is decided by the draft, against what the record says. */
    public Outcome decide(AuditEvent event) {
        Boolean wasAllowed = wasAllowed(event);
        Optional<RecordedCaller> caller = RecordedCaller.of(event);
        if (wasAllowed == null || caller.isEmpty()) {
            return Outcome.NOT_CONCERNED;
        }
        Optional<PolicySet> known = bindings.of(caller.get(), event);
        if (known.isEmpty()) {
            return undecidable("the caller does not exist any more", caller.get());
        }
        List<PolicyRef> drafts = known.get().drafts();
        if (drafts.isEmpty()) {
            return Outcome.NOT_CONCERNED;
        }
        return !wasAllowed && isDeniedOtherwise(event, caller.get())
                ? outcome(Change.NONE, caller.get())
                : compare(event, wasAllowed, caller.get(), known.get(), drafts.get(0));
    }

    private Outcome compare(
            AuditEvent event, boolean wasAllowed, RecordedCaller caller, PolicySet policies, PolicyRef draft) {
        if (!event.isComplete()) {
            return undecidable("the record was cut", caller);
        }
        Answer now = answer(
                event, wasAllowed, caller, drafted.computeIfAbsent(policies, set -> set.withDraftInForce(draft)));
        if (now.why() != null) {
            return undecidable(now.why(), caller);
        }
        boolean liftsDenial = !wasAllowed && AuditDecision.EXPLICIT_DENY.label().equals(event.text("decision"));
        if (!bindings.areComplete() && liftsDenial && now.verdict() == Verdict.IMPLICIT_DENY) {
            return undecidable("another policy may allow it", caller);
        }
        boolean isAllowed = now.verdict() == Verdict.ALLOW;
        if (isAllowed == wasAllowed) {
            return outcome(Change.NONE, caller);
        }
        Change change = wasAllowed ? Change.ALLOWED_TO_DENIED : Change.DENIED_TO_ALLOWED;
        return new Outcome(
                change,
                "",
                caller.arn(),
                bindings.areComplete() && isAllowed == isAllowed(event, wasAllowed, caller, policies));
    }

    private boolean isAllowed(AuditEvent event, boolean wasAllowed, RecordedCaller caller, PolicySet policies) {
        return answer(event, wasAllowed, caller, policies).verdict() == Verdict.ALLOW;
    }

    private static Outcome outcome(Change change, RecordedCaller caller) {
        return new Outcome(change, "", caller.arn(), false);
    }

    private static Outcome undecidable(String why, RecordedCaller caller) {
        return new Outcome(Change.UNDECIDABLE, why, caller.arn(), false);
    }

    /** Null where no policy decided. */
    private static @Nullable Boolean wasAllowed(AuditEvent event) {
        String decision = event.text("decision");
        if (event.text("action") == null || event.text("resource") == null) {
            return null;
        }
        if (AuditDecision.ALLOW.label().equals(decision)) {
            return true;
        }
        boolean wasDenied = AuditDecision.EXPLICIT_DENY.label().equals(decision)
                || AuditDecision.IMPLICIT_DENY.label().equals(decision);
        return wasDenied ? false : null;
    }

    /** Whether what denied is nothing that an identity policy could change. */
    private static boolean isDeniedOtherwise(AuditEvent event, RecordedCaller caller) {
        String owner = event.text("resourceAccountId");
        boolean isForeign = owner != null && !owner.equals(caller.accountId()) && !isAssuming(event.text("action"));
        String layer = event.text("policyKind");
        return isForeign || (layer != null && OTHER_LAYERS.contains(layer));
    }

    /** @param why null where it can be told */
    private record Answer(Verdict verdict, @Nullable String why) {}

    /** Of all that the request needed, the first that is denied decides. */
    private Answer answer(AuditEvent event, boolean wasAllowed, RecordedCaller caller, PolicySet policies) {
        RequiredPermission first =
                new RequiredPermission(String.valueOf(event.text("action")), String.valueOf(event.text("resource")));
        String doubt = null;
        List<RequiredPermission> all =
                Stream.concat(Stream.of(first), event.alsoRequired().stream()).toList();
        for (int index = 0; index < all.size(); index++) {
            RequiredPermission permission = all.get(index);
            Optional<AttachedPolicy> trust =
                    isAssuming(permission.action()) ? bindings.trust(permission.resource()) : Optional.empty();
            RecordedContext context = new RecordedContext(event, index == 0);
            Verdict verdict = evaluation(event, caller, policies, permission, trust)
                    .decide(context)
                    .verdict();
            if (context.wasGuessed()) {
                doubt = "a condition asks for what was not recorded";
            } else if (verdict != Verdict.ALLOW) {
                return new Answer(verdict, null);
            } else if (isAssuming(permission.action()) && trust.isEmpty() && !wasAllowed) {
                doubt = "the role's trust policy is not known";
            }
        }
        return new Answer(Verdict.ALLOW, doubt);
    }

    private Evaluation evaluation(
            AuditEvent event,
            RecordedCaller caller,
            PolicySet policies,
            RequiredPermission permission,
            Optional<AttachedPolicy> trust) {
        String sessionPolicy = event.text("sessionPolicy");
        PolicySet narrowed = sessionPolicy == null
                ? policies
                : policies.withSession(
                        sessionPolicies.computeIfAbsent(sessionPolicy, text -> policy(PolicyKind.SESSION, text)));
        if (isAssuming(permission.action())) {
            return engine.prepare(
                    narrowed.withTrust(trust.orElse(ANY_TRUST)),
                    caller.principal(),
                    permission.action(),
                    permission.resource());
        }
        if (evaluations.size() >= MOST_KEPT) {
            evaluations.clear();
            sessionPolicies.clear();
        }
        return evaluations.computeIfAbsent(
                new Key(
                        policies,
                        sessionPolicy,
                        caller.principal().type(),
                        caller.accountId(),
                        permission.action(),
                        permission.resource()),
                key -> engine.prepare(narrowed, caller.principal(), key.action(), key.resource()));
    }

    private static boolean isAssuming(@Nullable String action) {
        return ASSUME_ROLE.equalsIgnoreCase(action);
    }

    private static AttachedPolicy policy(PolicyKind kind, String document) {
        return new AttachedPolicy(
                new PolicyRef(kind.wireName(), kind.wireName(), "", ""),
                PolicyDocument.parseFailingClosed(document, kind));
    }
}
