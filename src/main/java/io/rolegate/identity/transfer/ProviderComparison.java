package io.rolegate.identity.transfer;

import io.rolegate.identity.transfer.AccountImage.Issuer;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;

/** OpenID Connect providers. An issuer stays: sessions stand on the provider that it is known by. */
final class ProviderComparison extends EntityComparison<Issuer> {
    ProviderComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "oidcProviders", "OIDC provider");
    }

    @Override
    void add(Part part, String name, Issuer provider) {
        PlanBuilder.fields(part, Map.of(), provider.fields());
        plan.step(Phase.ENTITIES, part, transaction -> transaction
                .oidcProviders()
                .create(accountId, name, provider.issuerUrl(), provider.details()));
    }

    @Override
    void change(Part part, String oldName, Issuer before, String name, Issuer after) {
        if (!before.issuerUrl().equals(after.issuerUrl())) {
            throw new TransferException(
                    part.at("issuerUrl").path(),
                    "differs from the store's " + before.issuerUrl() + "; an issuer never changes, so give the new one"
                            + " a provider of its own");
        }
        if (PlanBuilder.fields(part, before.fields(), after.fields())) {
            plan.step(Phase.ENTITIES, part, transaction -> transaction
                    .oidcProviders()
                    .update(accountId, name, after.details()));
        }
    }

    @Override
    void remove(Part part, String name, Issuer provider) {
        plan.step(Phase.REMOVE, part, transaction -> transaction.oidcProviders().delete(accountId, name));
    }
}
