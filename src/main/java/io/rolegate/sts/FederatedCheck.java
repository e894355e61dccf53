package io.rolegate.sts;

import io.rolegate.identity.Directory;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether the identity provider that vouched for somebody is still there. */
final class FederatedCheck implements SourceCheck {
    private final SessionSource.Federated source;
    private final CompletableFuture<Optional<OidcProvider>> provider;

    FederatedCheck(Directory directory, SessionSource.Federated source) {
        this.source = source;
        this.provider = directory
                .oidcProvider(source.accountId(), source.providerName())
                .toCompletableFuture();
    }

    @Override
    public List<CompletableFuture<?>> reads() {
        return List.of(provider);
    }

    @Override
    public @Nullable String problem() {
        String id = provider.join().map(OidcProvider::id).orElse(null);
        if (id == null) {
            return "identity provider " + source.arn() + " is gone";
        }
        return id.equals(source.providerId()) ? null : "identity provider " + source.arn() + " was made anew";
    }

    @Override
    public PolicyPrincipal principal() {
        return new PolicyPrincipal(PolicyPrincipal.Type.FEDERATED, source.arn(), source.accountId());
    }
}
