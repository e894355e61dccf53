package io.rolegate.trail;

import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What binds callers as far as records alone tell: the policy binds those for whom it decided at least once. Where another policy
 * allowed a request it goes on to do so; where the policy itself did, no other is assumed to.
 */
public final class RecordedBindings implements Bindings {
    private static final String ALL =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final String policy;
    private final PolicySet draftAlone;
    private final PolicySet besideOthers;
    private final Set<String> bound = new HashSet<>();

    /**
     * @param policy the name of the policy
     * @param draft the document that is to replace it
     */
    public RecordedBindings(String policy, String draft) {
        this.policy = policy;
        AttachedPolicy replaced = attached(policy, draft).withDraft(attached(policy, draft));
        this.draftAlone = PolicySet.ofIdentity(List.of(replaced));
        this.besideOthers = PolicySet.ofIdentity(List.of(replaced, attached("others", ALL)));
    }

    private static AttachedPolicy attached(String name, String document) {
        return new AttachedPolicy(
                new PolicyRef(name, "Custom", "draft", ""),
                PolicyDocument.parseFailingClosed(document, PolicyKind.IDENTITY));
    }

    /** Learns from a record whom the policy binds; to be done with all records before any is asked about. */
    public void learn(AuditEvent event) {
        if (decided(event)) {
            RecordedCaller.of(event).ifPresent(caller -> bound.add(caller.arn()));
        }
    }

    /** Whether the policy decided the recorded request. */
    private boolean decided(AuditEvent event) {
        return policy.equalsIgnoreCase(event.text("policy")) && "identity".equals(event.text("policyKind"));
    }

    @Override
    public Optional<PolicySet> of(RecordedCaller caller, AuditEvent event) {
        if (!bound.contains(caller.arn())) {
            return Optional.of(PolicySet.empty());
        }
        boolean byAnother = event.text("policy") != null && !decided(event);
        if (byAnother && AuditDecision.EXPLICIT_DENY.label().equals(event.text("decision"))) {
            return Optional.of(PolicySet.empty());
        }
        return Optional.of(byAnother ? besideOthers : draftAlone);
    }

    @Override
    public Optional<AttachedPolicy> trust(String roleArn) {
        return Optional.empty();
    }

    @Override
    public boolean areComplete() {
        return false;
    }
}
