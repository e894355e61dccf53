package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The versions of managed policies. */
final class PolicyVersionOperations {
    private PolicyVersionOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreatePolicyVersion", Resources.customPolicy(), PolicyVersionOperations::create),
                Definition.read("GetPolicyVersion", Resources.policy(), PolicyVersionOperations::get),
                Definition.write("DeletePolicyVersion", Resources.customPolicy(), PolicyVersionOperations::delete),
                Definition.read("ListPolicyVersions", Resources.policy(), PolicyVersionOperations::list),
                Definition.write(
                        "SetDefaultPolicyVersion", Resources.customPolicy(), PolicyVersionOperations::setDefault));
    }

    private static Work create(Invocation call) {
        Parameters parameters = call.parameters();
        String document = Documents.require(parameters, "PolicyDocument", PolicyKind.IDENTITY);
        boolean setAsDefault = parameters.flag("SetAsDefault").orElse(false);
        boolean deleteOldest = deletesOldest(parameters);
        return transaction -> policy(transaction, call, PolicyType.CUSTOM)
                .thenCompose(policy -> transaction.policies().addVersion(policy, document, setAsDefault, deleteOldest))
                .thenApply(PolicyVersionOperations::answer);
    }

    /** Whether the oldest version that isn't needed gives way where the policy has all that it may have. */
    static boolean deletesOldest(Parameters parameters) {
        return parameters
                .choice("RotateStrategy", RotateStrategy.values(), RotateStrategy::wireName)
                .filter(strategy -> strategy == RotateStrategy.DELETE_OLDEST)
                .isPresent();
    }

    private static Work get(Invocation call) {
        PolicyType type = Rules.policyType(call.parameters());
        String versionId = versionId(call);
        return transaction -> policy(transaction, call, type)
                .thenCompose(policy -> transaction.policies().requireVersion(policy, versionId))
                .thenApply(PolicyVersionOperations::answer);
    }

    private static Work delete(Invocation call) {
        String versionId = versionId(call);
        return transaction -> policy(transaction, call, PolicyType.CUSTOM)
                .thenCompose(policy -> transaction.policies().deleteVersion(policy, versionId))
                .thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Optional<Page.Request> page = Paging.asked(call.parameters());
        PolicyType type = Rules.policyType(call.parameters());
        return transaction -> policy(transaction, call, type)
                .thenCompose(transaction.policies()::versions)
                .thenApply(versions -> new Fields()
                        .wholeOrPage(
                                "PolicyVersions",
                                "PolicyVersion",
                                versions,
                                page,
                                PolicyVersion::id,
                                PolicyVersionOperations::describe)
                        .toAnswer());
    }

    private static Work setDefault(Invocation call) {
        String versionId = versionId(call);
        return transaction -> policy(transaction, call, PolicyType.CUSTOM)
                .thenCompose(policy -> transaction.policies().setDefaultVersion(policy, versionId))
                .thenApply(done -> Answer.empty());
    }

    static CompletionStage<ManagedPolicy> policy(IdentityTransaction transaction, Invocation call, PolicyType type) {
        return transaction
                .policies()
                .require(call.accountId(), type, call.parameters().require("PolicyName", Rules.POLICY_NAME));
    }

    private static String versionId(Invocation call) {
        return call.parameters().require("VersionId", Rules.VERSION_ID);
    }

    private static Answer answer(PolicyVersion version) {
        return new Fields().put("PolicyVersion", describe(version)).toAnswer();
    }

    static Fields describe(PolicyVersion version) {
        return new Fields()
                .put("VersionId", version.id())
                .put("IsDefaultVersion", version.isDefault())
                .put("PolicyDocument", version.document())
                .put("CreateDate", version.createdAt());
    }

    /** What gives way when a policy has all the versions that it may have. */
    private enum RotateStrategy {
        NONE("None"),
        DELETE_OLDEST("DeleteOldestNonDefaultVersionWhenLimitExceeded");

        private final String wireName;

        RotateStrategy(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }
}
