package io.rolegate.identity.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.PolicyType;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.SystemPolicies.SystemPolicy;
import java.util.Optional;

/**
 * Compiles each version of a policy once; versions never change. A document that is malformed or missing fails closed (ram.md
 * §1.1).
 */
final class PolicyCompiler {
    private static final long MAX_DOCUMENTS = 20_000;
    private static final String MISSING = "";

    private final Cache<VersionKey, PolicyDocument> versions = Caffeine.newBuilder()
            .maximumSize(MAX_DOCUMENTS)
            .executor(Runnable::run)
            .build();
    private final Cache<String, PolicyDocument> trusts = Caffeine.newBuilder()
            .maximumSize(MAX_DOCUMENTS)
            .executor(Runnable::run)
            .build();

    private record VersionKey(String policyId, String version) {}

    AttachedPolicy custom(String policyId, String name, int version, String document, String attachedTo) {
        String versionId = SqlPolicyVersions.id(version);
        return attached(policyId, name, PolicyType.CUSTOM, versionId, document, attachedTo);
    }

    /** The draft of a custom policy, for where the policy is attached. */
    AttachedPolicy draft(AttachedPolicy policy, String policyId, int version, String document) {
        return custom(
                policyId, policy.ref().name(), version, document, policy.ref().attachedTo());
    }

    AttachedPolicy system(String policyId, String attachedTo) {
        Optional<SystemPolicy> policy = BuiltInPolicies.byId(policyId);
        return attached(
                policyId,
                policy.map(SystemPolicy::name).orElse(policyId),
                PolicyType.SYSTEM,
                policy.map(SystemPolicy::version).orElse(MISSING),
                policy.map(SystemPolicy::document).orElse(MISSING),
                attachedTo);
    }

    PolicyDocument trust(String document) {
        return trusts.get(document, text -> PolicyDocument.parseFailingClosed(text, PolicyKind.TRUST));
    }

    long documents() {
        return versions.estimatedSize() + trusts.estimatedSize();
    }

    private AttachedPolicy attached(
            String policyId, String name, PolicyType type, String version, String document, String attachedTo) {
        PolicyDocument compiled = versions.get(
                new VersionKey(policyId, version),
                key -> PolicyDocument.parseFailingClosed(document, PolicyKind.IDENTITY));
        return new AttachedPolicy(new PolicyRef(name, type.wireName(), version, attachedTo), compiled);
    }
}
