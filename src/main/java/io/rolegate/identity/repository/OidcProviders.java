package io.rolegate.identity.repository;

import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Page;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** OpenID Connect identity providers. */
public interface OidcProviders {
    /**
     * Fails with {@code ALREADY_EXISTS OIDCProvider}, or {@code OIDCProvider.IssuerUrl} where another provider of the account
     * has that issuer; with {@code LIMIT_EXCEEDED OIDCProvider}, {@code .ClientId} or {@code .Fingerprint}.
     */
    CompletionStage<OidcProvider> create(String accountId, String name, String issuerUrl, OidcProvider.Details details);

    CompletionStage<Optional<OidcProvider>> find(String accountId, String name);

    /** Fails with {@code NOT_EXIST OIDCProvider}. */
    CompletionStage<OidcProvider> require(String accountId, String name);

    /** Fails with {@code NOT_EXIST OIDCProvider}, or {@code LIMIT_EXCEEDED OIDCProvider.ClientId} or {@code .Fingerprint}. */
    CompletionStage<OidcProvider> update(String accountId, String name, OidcProvider.Details newDetails);

    /** Whether roles still name it or not: their sessions by it end. Fails with {@code NOT_EXIST OIDCProvider}. */
    CompletionStage<Void> delete(String accountId, String name);

    CompletionStage<Page<OidcProvider>> list(String accountId, Page.Request page);
}
