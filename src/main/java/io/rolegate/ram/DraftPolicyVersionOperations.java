package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Paging;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Drafts of policies (design, section 10): a version that is decided by in the shadow of the default one, on the same requests, and
 * enforces nothing. A policy has one at most. Publishing and deleting name the version that was looked at, so that nobody publishes what
 * somebody else has put in its place meanwhile.
 */
public final class DraftPolicyVersionOperations {
    private static final String ENTITY = "Policy.DraftVersion";

    private DraftPolicyVersionOperations() {}

    /** Every operation on drafts, ready to be called. */
    public static List<Operation> all(IdentityStore store) {
        return definitions().stream()
                .<Operation>map(definition -> new RamOperation(definition, store))
                .toList();
    }

    private static List<Definition> definitions() {
        return List.of(
                Definition.write(
                        "CreateDraftPolicyVersion", Resources.customPolicy(), DraftPolicyVersionOperations::create),
                Definition.read("GetDraftPolicyVersion", Resources.customPolicy(), DraftPolicyVersionOperations::get),
                Definition.read("ListDraftPolicyVersions", Resources.all("policy"), DraftPolicyVersionOperations::list),
                Definition.write(
                        "PublishDraftPolicyVersion", Resources.customPolicy(), DraftPolicyVersionOperations::publish),
                Definition.write(
                        "DeleteDraftPolicyVersion", Resources.customPolicy(), DraftPolicyVersionOperations::delete));
    }

    private static Work create(Invocation call) {
        String document = Documents.require(call.parameters(), "PolicyDocument", PolicyKind.IDENTITY);
        boolean deleteOldest = PolicyVersionOperations.deletesOldest(call.parameters());
        return transaction -> policy(transaction, call).thenCompose(policy -> transaction
                .policies()
                .addDraft(policy, document, deleteOldest)
                .thenApply(version -> answer(policy, version)));
    }

    private static Work get(Invocation call) {
        return transaction -> policy(transaction, call).thenCompose(policy -> transaction
                .policies()
                .requireVersion(policy, draft(policy, null))
                .thenApply(version -> answer(policy, version)));
    }

    private static Work list(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> transaction
                .policies()
                .drafts(call.accountId(), page)
                .thenApply(policies -> new Fields()
                        .page("DraftPolicyVersions", "DraftPolicyVersion", policies, policy -> new Fields()
                                .put("PolicyName", policy.name())
                                .put("VersionId", draft(policy, null))
                                .put("DefaultVersion", policy.defaultVersion()))
                        .toAnswer());
    }

    private static Work publish(Invocation call) {
        String versionId = versionId(call);
        return transaction -> policy(transaction, call)
                .thenCompose(policy -> transaction.policies().setDefaultVersion(policy, draft(policy, versionId)))
                .thenApply(done -> Answer.empty());
    }

    private static Work delete(Invocation call) {
        String versionId = versionId(call);
        return transaction -> policy(transaction, call)
                .thenCompose(policy -> transaction.policies().deleteVersion(policy, draft(policy, versionId)))
                .thenApply(done -> Answer.empty());
    }

    /** The draft's id; {@code EntityNotExist.Policy.DraftVersion} where there is none, or it is not the expected one. */
    private static String draft(ManagedPolicy policy, @Nullable String expected) {
        String draft = policy.draftVersion();
        if (draft == null || (expected != null && !draft.equalsIgnoreCase(expected))) {
            throw new DirectoryException(
                    DirectoryException.Kind.NOT_EXIST,
                    ENTITY,
                    draft == null
                            ? "The policy " + policy.name() + " has no draft"
                            : "The draft of the policy " + policy.name() + " is " + draft + ", not " + expected);
        }
        return draft;
    }

    private static CompletionStage<ManagedPolicy> policy(IdentityTransaction transaction, Invocation call) {
        return PolicyVersionOperations.policy(transaction, call, PolicyType.CUSTOM);
    }

    private static String versionId(Invocation call) {
        return call.parameters().require("VersionId", Rules.VERSION_ID);
    }

    private static Answer answer(ManagedPolicy policy, PolicyVersion draft) {
        return new Fields()
                .put(
                        "DraftPolicyVersion",
                        new Fields()
                                .put("PolicyName", policy.name())
                                .put("VersionId", draft.id())
                                .put("DefaultVersion", policy.defaultVersion())
                                .put("PolicyDocument", draft.document())
                                .put("CreateDate", draft.createdAt()))
                .toAnswer();
    }
}
