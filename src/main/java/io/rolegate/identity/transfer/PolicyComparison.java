package io.rolegate.identity.transfer;

import io.rolegate.identity.PolicyType;
import io.rolegate.identity.transfer.AccountImage.Policy;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Custom policies. Their versions never change: another document is another version. */
final class PolicyComparison extends EntityComparison<Policy> {
    PolicyComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "policies", "policy");
    }

    @Override
    void add(Part part, String name, Policy policy) {
        PlanBuilder.fields(part, Map.of(), policy.fields());
        policy.versions().forEach((number, document) -> part.draft().line("+ version v" + number));
        // A policy begins with v1, which goes again if it isn't among the versions.
        String document = policy.versions().getOrDefault(1, policy.versions().get(policy.defaultVersion()));
        plan.step(Phase.POLICIES, part, transaction -> transaction
                .policies()
                .create(accountId, name, policy.description(), String.valueOf(document))
                .thenCompose(made -> transaction
                        .policies()
                        .setVersions(made, policy.versions(), policy.defaultVersion(), policy.draftVersion())));
    }

    @Override
    void change(Part part, String oldName, Policy before, String name, Policy after) {
        PlanBuilder.fields(part, before.fields(), after.fields());
        if (!before.description().equals(after.description())) {
            plan.step(Phase.POLICIES, part, transaction -> transaction
                    .policies()
                    .updateDescription(accountId, name, after.description()));
        }
        SortedMap<Integer, String> versions = versions(part, before, after);
        Integer draft = draft(part, before, after);
        if (!versions.equals(before.versions())
                || before.defaultVersion() != after.defaultVersion()
                || !Objects.equals(before.draftVersion(), draft)) {
            plan.step(Phase.POLICIES, part, setVersions(name, versions, after.defaultVersion(), draft));
        }
    }

    /** The draft that the policy shall have; one that the image lacks stays, unless it goes or becomes the default. */
    private @Nullable Integer draft(Part part, Policy before, Policy after) {
        Integer draft = before.draftVersion();
        if (draft == null || after.draftVersion() != null || draft == after.defaultVersion()) {
            return after.draftVersion();
        }
        if (!plan.removes(true)) {
            return draft;
        }
        part.draft().line("- draft v" + draft);
        return null;
    }

    /** The versions that the policy shall have. */
    private SortedMap<Integer, String> versions(Part part, Policy before, Policy after) {
        SortedMap<Integer, String> versions = new TreeMap<>(before.versions());
        after.versions().forEach((number, document) -> {
            String present = versions.put(number, document);
            if (present == null) {
                part.draft().line("+ version v" + number);
            } else if (!present.equals(document)) {
                throw new TransferException(
                        part.at("versions").at("v" + number).path(),
                        "differs from v" + number + " in the store; versions never change, so give the new document a"
                                + " version of its own");
            }
        });
        before.versions().keySet().forEach(number -> {
            if (!after.versions().containsKey(number) && plan.removes(true)) {
                part.draft().line("- version v" + number);
                versions.remove(number);
            }
        });
        return versions;
    }

    @Override
    void remove(Part part, String name, Policy policy) {
        int last = policy.defaultVersion();
        SortedMap<Integer, String> onlyDefault =
                new TreeMap<>(Map.of(last, policy.versions().get(last)));
        plan.step(Phase.REMOVE, part, transaction -> setVersions(name, onlyDefault, last, null)
                .on(transaction)
                .thenCompose(only -> transaction.policies().delete(accountId, name)));
    }

    private Action setVersions(
            String name, SortedMap<Integer, String> versions, int defaultVersion, @Nullable Integer draftVersion) {
        return transaction -> transaction
                .policies()
                .require(accountId, PolicyType.CUSTOM, name)
                .thenCompose(
                        policy -> transaction.policies().setVersions(policy, versions, defaultVersion, draftVersion));
    }
}
