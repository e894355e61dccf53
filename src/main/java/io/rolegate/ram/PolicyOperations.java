package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Definition.Work;
import java.util.List;

/** Managed policies. System policies can be read; only custom ones can be written. */
final class PolicyOperations {
    private PolicyOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreatePolicy", Resources.all("policy"), PolicyOperations::create),
                Definition.read("GetPolicy", Resources.policy(), PolicyOperations::get),
                Definition.write("DeletePolicy", Resources.customPolicy(), PolicyOperations::delete),
                Definition.read("ListPolicies", Resources.all("policy"), PolicyOperations::list),
                Definition.write(
                        "UpdatePolicyDescription", Resources.customPolicy(), PolicyOperations::updateDescription));
    }

    private static Work create(Invocation call) {
        Parameters parameters = call.parameters();
        String name = name(call);
        String description = parameters.text("Description", Rules.DESCRIPTION).orElse("");
        String document = Documents.require(parameters, "PolicyDocument", PolicyKind.IDENTITY);
        return transaction -> transaction
                .policies()
                .create(call.accountId(), name, description, document)
                .thenApply(policy -> new Fields()
                        .put("Policy", describe(policy).put("CreateDate", policy.createdAt()))
                        .toAnswer());
    }

    private static Work get(Invocation call) {
        String name = name(call);
        PolicyType type = Rules.policyType(call.parameters());
        return transaction -> transaction
                .policies()
                .require(call.accountId(), type, name)
                .thenCompose(policy -> transaction
                        .policies()
                        .requireVersion(policy, policy.defaultVersion())
                        .thenApply(version -> answer(policy, version)));
    }

    private static Answer answer(ManagedPolicy policy, PolicyVersion inForce) {
        return new Fields()
                .put("Policy", describeWithUse(policy).put("PolicyDocument", inForce.document()))
                .put("DefaultPolicyVersion", PolicyVersionOperations.describe(inForce))
                .toAnswer();
    }

    private static Work delete(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.policies().delete(call.accountId(), name).thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Parameters parameters = call.parameters();
        PolicyType type = parameters
                .choice("PolicyType", PolicyType.values(), PolicyType::wireName)
                .orElse(null);
        Page.Request page = Paging.request(parameters);
        return transaction -> transaction
                .policies()
                .list(call.accountId(), type, page)
                .thenApply(policies -> new Fields()
                        .page("Policies", "Policy", policies, PolicyOperations::describeWithUse)
                        .toAnswer());
    }

    private static Work updateDescription(Invocation call) {
        String name = name(call);
        String description = call.parameters()
                .sent("NewDescription", Rules.DESCRIPTION)
                .orElseThrow(() -> Parameters.missing("NewDescription"));
        return transaction -> transaction
                .policies()
                .updateDescription(call.accountId(), name, description)
                .thenApply(policy ->
                        new Fields().put("Policy", describeWithDates(policy)).toAnswer());
    }

    private static String name(Invocation call) {
        return call.parameters().require("PolicyName", Rules.POLICY_NAME);
    }

    /** What every description of a policy holds. */
    static Fields describe(ManagedPolicy policy) {
        return new Fields()
                .put("PolicyName", policy.name())
                .put("PolicyType", policy.type().wireName())
                .put("Description", policy.description())
                .put("DefaultVersion", policy.defaultVersion());
    }

    private static Fields describeWithDates(ManagedPolicy policy) {
        return describe(policy).put("CreateDate", policy.createdAt()).put("UpdateDate", policy.updatedAt());
    }

    private static Fields describeWithUse(ManagedPolicy policy) {
        return describeWithDates(policy).put("AttachmentCount", policy.attachmentCount());
    }
}
