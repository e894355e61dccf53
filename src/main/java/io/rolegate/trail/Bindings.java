package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicySet;
import java.util.Optional;

/** What binds the callers of recorded requests, with the draft beside the policy that it is to replace. */
public interface Bindings {
    /** The caller's identity policies; empty where the caller is not known. Without a draft, it doesn't concern the caller. */
    Optional<PolicySet> of(RecordedCaller caller, AuditEvent event);

    /** The trust policy of a role, empty where it is not known. */
    Optional<AttachedPolicy> trust(String roleArn);

    /** Whether {@link #of} gives all that binds the caller, not only the draft. */
    boolean areComplete();
}
