package io.rolegate.policy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies that apply to a principal, by layer. Immutable. */
public final class PolicySet {
    private static final PolicySet EMPTY = new PolicySet(Map.of(), List.of());

    private final Map<PolicyKind, List<AttachedPolicy>> layers;
    private final List<PolicyRef> drafts;

    private PolicySet(Map<PolicyKind, List<AttachedPolicy>> layers, List<PolicyRef> drafts) {
        this.layers = layers;
        this.drafts = drafts;
    }

    /** No policy at all. */
    public static PolicySet empty() {
        return EMPTY;
    }

    /** The identity policies of a user with those of its groups, or of a role. */
    public static PolicySet ofIdentity(List<AttachedPolicy> policies) {
        return EMPTY.with(PolicyKind.IDENTITY, policies);
    }

    /** A copy with {@code policy} as the only session policy. */
    public PolicySet withSession(AttachedPolicy policy) {
        return with(PolicyKind.SESSION, List.of(policy));
    }

    /** A copy with {@code policy} as the only trust policy. */
    public PolicySet withTrust(AttachedPolicy policy) {
        return with(PolicyKind.TRUST, List.of(policy));
    }

    /** A copy with {@code policies} as control policies; none means that the layer does not take part. */
    public PolicySet withControl(List<AttachedPolicy> policies) {
        return with(PolicyKind.CONTROL, policies);
    }

    /**
     * A copy with {@code policies} as the whole layer {@code kind}.
     *
     * @throws IllegalArgumentException if a document was parsed as another kind
     */
    public PolicySet with(PolicyKind kind, List<AttachedPolicy> policies) {
        for (AttachedPolicy policy : policies) {
            if (policy.document().kind() != kind) {
                throw new IllegalArgumentException(policy.ref().name() + " was parsed as "
                        + policy.document().kind() + ", not as " + kind);
            }
        }
        Map<PolicyKind, List<AttachedPolicy>> copy = new EnumMap<>(PolicyKind.class);
        copy.putAll(layers);
        copy.put(kind, List.copyOf(policies));
        return new PolicySet(copy, kind == PolicyKind.IDENTITY ? draftsOf(policies) : drafts);
    }

    /** One for each policy that has a draft, however often it is attached. */
    private static List<PolicyRef> draftsOf(List<AttachedPolicy> policies) {
        Map<String, PolicyRef> byName = new LinkedHashMap<>();
        for (AttachedPolicy policy : policies) {
            AttachedPolicy draft = policy.draft();
            if (draft != null) {
                byName.putIfAbsent(draft.ref().name(), draft.ref());
            }
        }
        return List.copyOf(byName.values());
    }

    /** The drafts of identity policies, one for each policy. */
    public List<PolicyRef> drafts() {
        return drafts;
    }

    /** What would apply if {@code draft}, one of {@link #drafts}, were in force. */
    public PolicySet withDraftInForce(PolicyRef draft) {
        return with(
                PolicyKind.IDENTITY,
                of(PolicyKind.IDENTITY).stream()
                        .map(policy -> policy.draft() != null
                                        && policy.draft().ref().name().equals(draft.name())
                                ? policy.draft()
                                : policy)
                        .toList());
    }

    /** The policies of one layer. */
    public List<AttachedPolicy> of(PolicyKind kind) {
        return layers.getOrDefault(kind, List.of());
    }
}
