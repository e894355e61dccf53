package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Page;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.repository.OidcProviders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@link OidcProviders} in SQL. */
final class SqlOidcProviders implements OidcProviders {
    private static final String ENTITY = "OIDCProvider";
    private static final String SEPARATOR = ",";
    private static final String SELECT =
            "SELECT id, account_id, name, issuer_url, client_ids, fingerprints, description,"
                    + " issuance_limit_hours, created_at, updated_at FROM oidc_providers";

    private final SqlTransaction transaction;

    SqlOidcProviders(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<OidcProvider> create(
            String accountId, String name, String issuerUrl, OidcProvider.Details details) {
        return transaction.within(accountId, sql -> {
            OidcProvider provider = new OidcProvider(
                    RandomText.digits(SqlUsers.ID_DIGITS),
                    accountId,
                    name,
                    issuerUrl,
                    details,
                    transaction.now(),
                    transaction.now());
            limit(
                    ENTITY,
                    sql.number("SELECT COUNT(*) FROM oidc_providers WHERE account_id = ?", accountId),
                    transaction.quotas().oidcProvidersPerAccount());
            checkSizes(details);
            refuseOtherOf(sql, accountId, name, issuerUrl);
            insert(sql, provider);
            changed(provider);
            return provider;
        });
    }

    private static void insert(Sql sql, OidcProvider provider) throws SQLException {
        unique(
                sql,
                ENTITY,
                provider.name(),
                "INSERT INTO oidc_providers (id, account_id, name, name_folded, issuer_url, client_ids, fingerprints,"
                        + " description, issuance_limit_hours, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                provider.id(),
                provider.accountId(),
                provider.name(),
                Names.fold(provider.name()),
                provider.issuerUrl(),
                String.join(SEPARATOR, provider.details().clientIds()),
                String.join(SEPARATOR, provider.details().fingerprints()),
                provider.details().description(),
                provider.details().issuanceLimit().toHours(),
                provider.createdAt(),
                provider.updatedAt());
    }

    private static void refuseOtherOf(Sql sql, String accountId, String name, String issuerUrl) throws SQLException {
        if (sql.exists(
                "SELECT id FROM oidc_providers WHERE account_id = ? AND issuer_url = ? AND name_folded <> ?",
                accountId,
                issuerUrl,
                Names.fold(name))) {
            throw new DirectoryException(
                    DirectoryException.Kind.ALREADY_EXISTS,
                    ENTITY + ".IssuerUrl",
                    "Another oidc provider of the account has the issuer " + issuerUrl);
        }
    }

    private void checkSizes(OidcProvider.Details details) {
        limit(
                ENTITY + ".ClientId",
                details.clientIds().size() - 1L,
                transaction.quotas().clientIdsPerOidcProvider());
        limit(
                ENTITY + ".Fingerprint",
                details.fingerprints().size() - 1L,
                transaction.quotas().fingerprintsPerOidcProvider());
    }

    @Override
    public CompletionStage<Optional<OidcProvider>> find(String accountId, String name) {
        return transaction.within(accountId, sql -> byName(sql, accountId, name));
    }

    @Override
    public CompletionStage<OidcProvider> require(String accountId, String name) {
        return transaction.within(accountId, sql -> required(sql, accountId, name));
    }

    @Override
    public CompletionStage<OidcProvider> update(String accountId, String name, OidcProvider.Details newDetails) {
        return transaction.within(accountId, sql -> {
            OidcProvider old = required(sql, accountId, name);
            checkSizes(newDetails);
            sql.update(
                    "UPDATE oidc_providers SET client_ids = ?, fingerprints = ?, description = ?,"
                            + " issuance_limit_hours = ?, updated_at = ? WHERE id = ?",
                    String.join(SEPARATOR, newDetails.clientIds()),
                    String.join(SEPARATOR, newDetails.fingerprints()),
                    newDetails.description(),
                    newDetails.issuanceLimit().toHours(),
                    transaction.now(),
                    old.id());
            changed(old);
            return new OidcProvider(
                    old.id(), accountId, old.name(), old.issuerUrl(), newDetails, old.createdAt(), transaction.now());
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return transaction.change(accountId, sql -> {
            OidcProvider provider = required(sql, accountId, name);
            sql.update("DELETE FROM oidc_providers WHERE id = ?", provider.id());
            changed(provider);
        });
    }

    @Override
    public CompletionStage<Page<OidcProvider>> list(String accountId, Page.Request page) {
        return transaction.within(accountId, sql -> {
            List<OidcProvider> items = sql.list(
                    SqlOidcProviders::read,
                    SELECT + " WHERE account_id = ? AND name_folded > ? ORDER BY name_folded LIMIT ?",
                    accountId,
                    Pages.after(page),
                    Pages.rows(page));
            return Pages.cut(items, page, OidcProvider::name);
        });
    }

    static Optional<OidcProvider> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(
                SqlOidcProviders::read,
                SELECT + " WHERE account_id = ? AND name_folded = ?",
                accountId,
                Names.fold(name));
    }

    private static OidcProvider required(Sql sql, String accountId, String name) throws SQLException {
        return byName(sql, accountId, name).orElseThrow(() -> notExist(ENTITY, name));
    }

    private void changed(OidcProvider provider) {
        transaction.changed(provider.accountId(), ChangeKind.OIDC_PROVIDER, provider.id());
    }

    static List<OidcProvider> all(Sql sql, String accountId) throws SQLException {
        return sql.list(SqlOidcProviders::read, SELECT + " WHERE account_id = ?", accountId);
    }

    private static OidcProvider read(ResultSet row) throws SQLException {
        return new OidcProvider(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("issuer_url"),
                new OidcProvider.Details(
                        split(row.getString("client_ids")),
                        split(row.getString("fingerprints")),
                        row.getString("description"),
                        Duration.ofHours(row.getLong("issuance_limit_hours"))),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(SEPARATOR, -1));
    }
}
