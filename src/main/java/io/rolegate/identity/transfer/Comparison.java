package io.rolegate.identity.transfer;

import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.transfer.AccountImage.Owner;
import io.rolegate.identity.transfer.Plan.Kind;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;

/** What an account lacks of what an image says. */
final class Comparison {
    private final String accountId;
    private final AccountImage present;
    private final AccountImage wanted;
    private final PlanBuilder plan;

    private Comparison(String accountId, AccountImage present, AccountImage wanted, PlanBuilder plan) {
        this.accountId = accountId;
        this.present = present;
        this.wanted = wanted;
        this.plan = plan;
    }

    /**
     * @param present the account as it is, with its secrets
     * @param prune whether what the image lacks is removed
     * @throws TransferException where the image asks for what can't be
     */
    static Plan of(AccountImage present, AccountImage wanted, boolean prune) {
        PlanBuilder plan = new PlanBuilder(prune);
        Comparison comparison = new Comparison(present.accountId(), present, wanted, plan);
        comparison.account();
        comparison.owner(present.owner(), wanted.owner());
        comparison.settings();
        new PolicyComparison(comparison.accountId, plan).compare(present.policies(), wanted.policies());
        new GroupComparison(comparison.accountId, plan).compare(present.groups(), wanted.groups());
        new UserComparison(comparison.accountId, plan).compare(present.users(), wanted.users());
        new RoleComparison(comparison.accountId, plan).compare(present.roles(), wanted.roles());
        new ProviderComparison(comparison.accountId, plan).compare(present.oidcProviders(), wanted.oidcProviders());
        new DeviceComparison(comparison.accountId, plan).compare(present.mfaDevices(), wanted.mfaDevices());
        return plan.build();
    }

    private void account() {
        String alias = wanted.alias();
        if (alias == null || alias.equals(present.alias())) {
            return;
        }
        Part part = plan.part(Kind.CHANGE, "account", "account", "alias");
        FieldText.of("alias", present.alias(), alias).forEach(part.draft()::line);
        plan.step(Phase.SETTINGS, part, transaction -> transaction.accounts().setAlias(accountId, alias));
    }

    private void owner(Owner before, Owner after) {
        Part part = plan.part(Kind.CHANGE, "owner", "owner");
        String hash = after.passwordHash();
        if (hash != null && !hash.equals(before.passwordHash())) {
            part.draft().line("password: replaced");
            plan.step(Phase.SETTINGS, part.at("password"), transaction -> transaction
                    .accounts()
                    .setOwnerPasswordHash(accountId, hash));
        }
        new KeyComparison(accountId, plan, null).compare(part, before.accessKeys(), after.accessKeys());
    }

    private void settings() {
        PasswordPolicy policy = wanted.passwordPolicy();
        Part policyPart = plan.part(Kind.CHANGE, "password policy", "passwordPolicy");
        PasswordPolicy policyBefore = present.passwordPolicy();
        if (policy != null
                && policyBefore != null
                && PlanBuilder.fields(policyPart, AccountImage.fields(policyBefore), AccountImage.fields(policy))) {
            plan.step(Phase.SETTINGS, policyPart, transaction -> transaction
                    .securitySettings()
                    .setPasswordPolicy(accountId, policy));
        }
        SecurityPreference preference = wanted.securityPreference();
        Part preferencePart = plan.part(Kind.CHANGE, "security preference", "securityPreference");
        SecurityPreference before = present.securityPreference();
        if (preference != null
                && before != null
                && PlanBuilder.fields(preferencePart, AccountImage.fields(before), AccountImage.fields(preference))) {
            plan.step(Phase.SETTINGS, preferencePart, transaction -> transaction
                    .securitySettings()
                    .setSecurityPreference(accountId, preference));
        }
    }
}
