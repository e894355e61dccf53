package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.identity.AccountUsage;
import io.rolegate.identity.Quotas;
import io.rolegate.policy.PolicyKind;
import io.rolegate.ram.Definition.Work;

/** How much an account holds and may hold. */
final class AccountSummary {
    private AccountSummary() {}

    static Definition definition() {
        return Definition.read("GetAccountSummary", Resources.none(), AccountSummary::get);
    }

    private static Work get(Invocation call) {
        return transaction -> transaction.accounts().usage(call.accountId()).thenApply(AccountSummary::describe);
    }

    private static Answer describe(AccountUsage usage) {
        Quotas quotas = usage.quotas();
        Fields fields = new Fields()
                .put("Users", usage.users())
                .put("UsersQuota", quotas.usersPerAccount())
                .put("Groups", usage.groups())
                .put("GroupsQuota", quotas.groupsPerAccount())
                .put("GroupsPerUserQuota", quotas.groupsPerUser())
                .put("Roles", usage.roles())
                .put("RolesQuota", quotas.rolesPerAccount())
                .put("Policies", usage.policies())
                .put("PoliciesQuota", quotas.customPoliciesPerAccount())
                .put("PolicySizeQuota", PolicyKind.IDENTITY.maxCharacters())
                .put("VersionsPerPolicyQuota", quotas.versionsPerPolicy())
                .put("AccessKeysPerUserQuota", quotas.accessKeysPerUser())
                .put("AccountAccessKeysPerAccountQuota", quotas.accessKeysPerUser())
                .put("MFADevices", usage.mfaDevices())
                .put("MFADevicesInUse", usage.mfaDevicesInUse())
                .put("VirtualMFADevicesQuota", quotas.virtualMfaDevicesPerAccount());
        for (PolicyHolder holder : PolicyHolder.values()) {
            fields.put("AttachedPoliciesPer" + holder.entity() + "Quota", quotas.customPoliciesPerTarget())
                    .put("AttachedSystemPoliciesPer" + holder.entity() + "Quota", quotas.systemPoliciesPerTarget());
        }
        return new Fields().put("SummaryMap", fields).toAnswer();
    }
}
