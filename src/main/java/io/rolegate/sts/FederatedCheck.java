package io.rolegate.sts;

import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether somebody that an identity provider vouched for still stands: as long as the role trusts the provider. */
final class FederatedCheck implements SourceCheck {
    private final SessionSource.Federated source;

    FederatedCheck(SessionSource.Federated source) {
        this.source = source;
    }

    @Override
    public List<CompletableFuture<?>> reads() {
        return List.of();
    }

    @Override
    public @Nullable String problem() {
        return null;
    }

    @Override
    public PolicyPrincipal principal() {
        return new PolicyPrincipal(PolicyPrincipal.Type.FEDERATED, source.providerArn(), source.accountId());
    }
}
