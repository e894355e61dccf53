package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.identity.repository.Policies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class MemoryPolicies implements Policies {
    private final MemoryTable<ManagedPolicy> rows = new MemoryTable<>("Policy", ManagedPolicy::name);
    private final Map<String, List<PolicyVersion>> versions = new HashMap<>();

    MemoryPolicies() {
        add(ManagedPolicy.SYSTEM_ACCOUNT, PolicyType.SYSTEM, "ReadOnlyAccess", "Reads.", "{\"system\":1}");
    }

    private ManagedPolicy add(String owner, PolicyType type, String name, String description, String document) {
        ManagedPolicy policy = new ManagedPolicy("p-" + name, owner, type, name, description, "v1", 0, NOW, NOW);
        rows.add(owner, policy);
        versions.put(policy.id(), new ArrayList<>(List.of(new PolicyVersion("v1", document, true, NOW))));
        return policy;
    }

    private static String owner(String accountId, PolicyType type) {
        return type == PolicyType.SYSTEM ? ManagedPolicy.SYSTEM_ACCOUNT : accountId;
    }

    private List<PolicyVersion> of(ManagedPolicy policy) {
        return versions.getOrDefault(policy.id(), List.of());
    }

    private PolicyVersion version(ManagedPolicy policy, String id) {
        return of(policy).stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> MemoryTable.refusal(Kind.NOT_EXIST, "Policy.Version"));
    }

    @Override
    public CompletionStage<ManagedPolicy> create(String accountId, String name, String description, String document) {
        return stage(() -> add(accountId, PolicyType.CUSTOM, name, description, document));
    }

    @Override
    public CompletionStage<Optional<ManagedPolicy>> find(String accountId, PolicyType type, String name) {
        return stage(() -> rows.find(owner(accountId, type), name));
    }

    @Override
    public CompletionStage<ManagedPolicy> require(String accountId, PolicyType type, String name) {
        return stage(() -> rows.require(owner(accountId, type), name));
    }

    @Override
    public CompletionStage<ManagedPolicy> updateDescription(String accountId, String name, String description) {
        return stage(() -> change(rows.require(accountId, name), description, null));
    }

    private ManagedPolicy change(ManagedPolicy old, String description, @Nullable String defaultVersion) {
        String inForce = defaultVersion == null ? old.defaultVersion() : defaultVersion;
        return rows.replace(
                old.accountId(),
                old.name(),
                new ManagedPolicy(
                        old.id(), old.accountId(), old.type(), old.name(), description, inForce, 0, NOW, NOW));
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return done(() -> rows.delete(accountId, name));
    }

    @Override
    public CompletionStage<Page<ManagedPolicy>> list(String accountId, @Nullable PolicyType type, Page.Request page) {
        List<ManagedPolicy> all = new ArrayList<>();
        for (PolicyType listed : PolicyType.values()) {
            if (type == null || type == listed) {
                all.addAll(rows.all(owner(accountId, listed)));
            }
        }
        return stage(() -> MemoryTable.page(all, ManagedPolicy::name, page));
    }

    @Override
    public CompletionStage<PolicyVersion> addVersion(
            ManagedPolicy policy, String document, boolean setAsDefault, boolean deleteOldest) {
        return stage(() -> {
            List<PolicyVersion> all = of(policy);
            if (all.size() >= 5) {
                if (!deleteOldest) {
                    throw MemoryTable.refusal(Kind.LIMIT_EXCEEDED, "Policy.Version");
                }
                all.remove(1);
            }
            String id = "v" + (all.size() + 1);
            all.add(new PolicyVersion(id, document, false, NOW));
            if (setAsDefault) {
                setDefault(policy, id);
            }
            return version(policy, id);
        });
    }

    @Override
    public CompletionStage<List<PolicyVersion>> versions(ManagedPolicy policy) {
        return stage(() -> List.copyOf(of(policy)));
    }

    @Override
    public CompletionStage<PolicyVersion> requireVersion(ManagedPolicy policy, String versionId) {
        return stage(() -> version(policy, versionId));
    }

    @Override
    public CompletionStage<Void> setDefaultVersion(ManagedPolicy policy, String versionId) {
        return done(() -> setDefault(policy, versionId));
    }

    private void setDefault(ManagedPolicy policy, String versionId) {
        version(policy, versionId);
        of(policy)
                .replaceAll(version -> new PolicyVersion(
                        version.id(), version.document(), version.id().equals(versionId), version.createdAt()));
        change(policy, policy.description(), versionId);
    }

    @Override
    public CompletionStage<Void> deleteVersion(ManagedPolicy policy, String versionId) {
        return done(() -> {
            if (version(policy, versionId).isDefault()) {
                throw MemoryTable.refusal(Kind.DELETE_CONFLICT, "Policy.Version.Default");
            }
            of(policy).removeIf(version -> version.id().equals(versionId));
        });
    }
}
