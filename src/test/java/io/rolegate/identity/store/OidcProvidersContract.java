package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.ALREADY_EXISTS;
import static io.rolegate.identity.DirectoryException.Kind.LIMIT_EXCEEDED;
import static io.rolegate.identity.DirectoryException.Kind.NOT_EXIST;
import static io.rolegate.identity.store.TestStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Page;
import io.rolegate.identity.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do about OpenID Connect providers. */
abstract class OidcProvidersContract {
    private static final OidcProvider.Details DETAILS = new OidcProvider.Details(
            List.of("client-1", "client-2"), List.of("ab".repeat(20)), "text", Duration.ofHours(7));

    private final TestStore store;
    private final String accountId;

    OidcProvidersContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh().withQuotas(new Quotas(3, 2, 2, 1, 2, 2, 2, 2, 1, 2, 3, 2, 1, 3)));
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void providerKeepsItsNameAsGivenAndIsFoundInAnyCaseOfItsAccount() {
        String other = store.account("enterprise-b").id();
        OidcProvider provider = create("GitHub", "https://a.example");

        assertThat(provider.arn()).isEqualTo("acs:ram::" + accountId + ":oidc-provider/GitHub");
        assertThat(provider.details()).isEqualTo(DETAILS);
        assertThat(store.find(tx -> tx.oidcProviders().find(accountId, "gITHUB")))
                .contains(provider);
        assertThat(store.find(tx -> tx.oidcProviders().find(other, "GitHub"))).isEmpty();
        refused(
                NOT_EXIST,
                "OIDCProvider",
                () -> store.read(tx -> tx.oidcProviders().require(other, "GitHub")));
    }

    @Test
    void nameAndIssuerAreUniqueInTheAccount() {
        String other = store.account("enterprise-b").id();
        create("one", "https://a.example");

        refused(ALREADY_EXISTS, "OIDCProvider", () -> create("ONE", "https://b.example"));
        refused(ALREADY_EXISTS, "OIDCProvider.IssuerUrl", () -> create("two", "https://a.example"));
        create("two", "https://A.example");
        store.write(tx -> tx.oidcProviders().create(other, "one", "https://a.example", DETAILS));
    }

    @Test
    void listsHaveNoOtherEntriesThanWereGiven() {
        OidcProvider.Details bare = new OidcProvider.Details(List.of(), List.of(), "", Duration.ofHours(1));

        OidcProvider provider =
                store.write(tx -> tx.oidcProviders().create(accountId, "bare", "https://a.example", bare));

        assertThat(store.find(tx -> tx.oidcProviders().find(accountId, "bare"))).contains(provider);
    }

    @Test
    void quotasBoundProvidersClientIdsAndFingerprints() {
        OidcProvider.Details threeIds = DETAILS.withClientIds(List.of("a", "b", "c"));
        OidcProvider.Details twoPrints = DETAILS.withFingerprints(List.of("00", "11"));
        create("one", "https://1.example");

        refused(
                LIMIT_EXCEEDED,
                "OIDCProvider.ClientId",
                () -> store.write(tx -> tx.oidcProviders().update(accountId, "one", threeIds)));
        refused(
                LIMIT_EXCEEDED,
                "OIDCProvider.Fingerprint",
                () -> store.write(tx -> tx.oidcProviders().create(accountId, "two", "https://2.example", twoPrints)));
        create("two", "https://2.example");
        create("three", "https://3.example");
        refused(LIMIT_EXCEEDED, "OIDCProvider", () -> create("four", "https://4.example"));
    }

    @Test
    void providersAreListedInPagesByName() {
        create("b", "https://1.example");
        create("C", "https://2.example");
        create("a", "https://3.example");

        Page<OidcProvider> first = store.read(tx -> tx.oidcProviders().list(accountId, new Page.Request(null, 2)));
        Page<OidcProvider> second =
                store.read(tx -> tx.oidcProviders().list(accountId, new Page.Request(first.nextMarker(), 2)));

        assertThat(first.items()).extracting(OidcProvider::name).containsExactly("a", "b");
        assertThat(second.items()).extracting(OidcProvider::name).containsExactly("C");
        assertThat(second.nextMarker()).isNull();
    }

    @Test
    void directoryShowsEachChangeOnceItIsMade() {
        assertThat(inDirectory("one")).isEmpty();
        OidcProvider made = create("one", "https://a.example");
        assertThat(inDirectory("ONE")).contains(made);

        OidcProvider changed = store.write(
                tx -> tx.oidcProviders().update(accountId, "one", DETAILS.withClientIds(List.of("client-3"))));
        assertThat(inDirectory("one")).contains(changed);
        assertThat(changed.details().clientIds()).containsExactly("client-3");

        store.write(tx -> tx.oidcProviders().delete(accountId, "one"));
        assertThat(inDirectory("one")).isEmpty();
        refused(
                NOT_EXIST,
                "OIDCProvider",
                () -> store.write(tx -> tx.oidcProviders().delete(accountId, "one")));
        assertThat(create("one", "https://a.example").id()).isNotEqualTo(made.id());
    }

    private Optional<OidcProvider> inDirectory(String name) {
        return TestStore.await(store.directory().oidcProvider(accountId, name));
    }

    private OidcProvider create(String name, String issuer) {
        return store.write(tx -> tx.oidcProviders().create(accountId, name, issuer, DETAILS));
    }
}
