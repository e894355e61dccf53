package io.rolegate.identity.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.config.AccountFile;
import io.rolegate.config.AccountFileWriter;
import io.rolegate.config.YamlSource;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.Secret;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.identity.store.TestStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do about accounts that are moved. */
abstract class AccountTransferContract {
    private static final SecretSeal SEAL = SecretSeal.ofKey(Secret.of("k".repeat(SecretSeal.KEY_BYTES)));
    private static final int ACCOUNTS = 6;

    private final TestStore store;

    AccountTransferContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAccountBecomesWhateverAFileSaysAndSaysItAgain() {
        for (int seed = 0; seed < ACCOUNTS; seed++) {
            Images images = new Images(seed, RandomText.digits(16));
            AccountImage first = images.next();
            store.write(tx -> tx.accounts().restore(first.accountId(), null, "$2a$hash"));

            for (AccountImage wanted : new AccountImage[] {first, images.next(), first}) {
                AccountImage read = reread(wanted);
                Plan done = store.write(tx -> AccountImport.apply(tx, wanted.accountId(), read, true));

                assertThat(done.leftAlone()).isZero();
                AccountImage present = present(wanted.accountId());
                assertThat(text(wanted.alias() == null ? present.withoutAlias() : present))
                        .as("account " + seed)
                        .isEqualTo(text(wanted));
                Plan again = store.read(tx -> AccountImport.plan(tx, wanted.accountId(), read, true));
                assertThat(again.entries()).isEmpty();
                assertThat(again.isEmpty()).isTrue();
            }
        }
    }

    @Test
    void nothingIsKeptWhereOneThingIsRefused() {
        String accountId = store.account("enterprise-a").id();
        AccountImage before = present(accountId);
        long position = store.store.directory().position();

        assertThatThrownBy(() -> apply(accountId, "users: {amy: {}, bob: {groups: [developers]}}", false))
                .isInstanceOf(TransferException.class)
                .hasMessage("The group developers does not exist")
                .satisfies(refused ->
                        assertThat(((TransferException) refused).path()).containsExactly("users", "bob", "groups"));

        assertThat(text(present(accountId))).isEqualTo(text(before));
        assertThat(store.store.directory().position()).isEqualTo(position);
    }

    @Test
    void aRehearsalTellsWhatWouldHappenAndKeepsNothing() {
        String accountId = store.account("enterprise-a").id();
        AccountImage before = present(accountId);

        assertThatThrownBy(() -> store.write(tx ->
                        AccountImport.rehearse(tx, accountId, read(accountId, "users: {amy: {comments: hi}}"), false)))
                .isInstanceOf(AccountImport.Rehearsed.class)
                .satisfies(rehearsed -> assertThat(
                                ((AccountImport.Rehearsed) rehearsed).plan().entries())
                        .containsExactly(new Plan.Entry(Plan.Kind.ADD, "user amy", List.of("comments: \"hi\""))));

        assertThat(text(present(accountId))).isEqualTo(text(before));
    }

    @Test
    void whatTheFileLacksStaysUnlessItIsPruned() {
        String accountId = store.account("enterprise-a").id();
        apply(
                accountId,
                "groups: {developers: {}}\nusers: {amy: {groups: [developers]}, bob: {policies: [System/AdministratorAccess]}}",
                false);

        Plan kept = apply(accountId, "users: {amy: {}}", false);
        assertThat(kept.isEmpty()).isTrue();
        assertThat(kept.leftAlone()).isEqualTo(2);

        Plan pruned = apply(accountId, "users: {amy: {}}", true);
        assertThat(pruned.entries())
                .containsExactly(
                        new Plan.Entry(Plan.Kind.CHANGE, "user amy", List.of("- group developers")),
                        new Plan.Entry(Plan.Kind.REMOVE, "user bob", List.of()));
        AccountImage present = present(accountId);
        assertThat(present.users().items().keySet()).containsExactly("amy");
        assertThat(present.groups().items().keySet()).containsExactly("developers");
    }

    @Test
    void withoutSecretsWhatNeedsOneIsNamedAndNotMade() {
        String accountId = store.account("enterprise-a").id();

        Plan plan = apply(
                accountId,
                "users: {amy: {loginProfile: {}, accessKeys: {LTAIabc: {}}}}\nmfaDevices: {phone: {user: amy}}",
                false);

        assertThat(plan.notes())
                .containsExactly(
                        "The login profile of user amy is not made: the file has no password of it",
                        "The access key LTAIabc of user amy is not made: the file has no secret of it",
                        "The MFA device phone is not made: the file has no seed of it");
        assertThat(plan.entries()).extracting(Plan.Entry::subject).containsExactly("user amy");
        assertThat(apply(accountId, "users: {amy: {accessKeys: {LTAIabc: {}}}}", false)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void versionsIssuersAndSecretsNeverChange() {
        String accountId = store.account("enterprise-a").id();
        String policy = "policies: {orders: {defaultVersion: v1, versions: {v1: '{\"Version\":\"1\",\"Statement\":"
                + "[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}'}}}";
        String provider = "oidcProviders: {okta: {issuerUrl: 'https://okta.example.com'}}";
        apply(accountId, policy + "\n" + provider, false);

        assertThatThrownBy(() -> apply(accountId, policy.replace("mns", "cs"), false))
                .hasMessageStartingWith("differs from v1 in the store");
        assertThatThrownBy(() -> apply(accountId, provider.replace("okta.ex", "other.ex"), false))
                .hasMessageStartingWith("differs from the store's https://okta.example.com");
    }

    @Test
    void importedKeysAreInForce() throws Exception {
        Images images = new Images(1, RandomText.digits(16));
        AccountImage wanted = images.next();
        store.write(tx -> tx.accounts().restore(wanted.accountId(), null, "$2a$hash"));
        store.write(tx -> AccountImport.apply(tx, wanted.accountId(), wanted, false));

        for (var user : wanted.users().items().entrySet()) {
            for (String id : user.getValue().accessKeys().items().keySet()) {
                var entry = store.store
                        .directory()
                        .accessKey(id)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                assertThat(entry.orElseThrow().secret().reveal()).isEqualTo("secret of " + id);
            }
        }
    }

    private Plan apply(String accountId, String yaml, boolean prune) {
        return store.write(tx -> AccountImport.apply(tx, accountId, read(accountId, yaml), prune));
    }

    private static AccountImage read(String accountId, String yaml) {
        return AccountFile.read(
                        new YamlSource("file", "format: 1\naccount: {id: '" + accountId + "'}\n" + yaml),
                        header -> SEAL)
                .image();
    }

    private AccountImage present(String accountId) {
        return store.read(tx -> tx.images().read(accountId, true));
    }

    private static AccountImage reread(AccountImage image) {
        return AccountFile.read(new YamlSource("file", AccountFileWriter.write(image, SEAL)), header -> SEAL)
                .image();
    }

    /** Everything that the image says, secrets in clear. */
    private static String text(AccountImage image) {
        StringBuilder secrets = new StringBuilder(AccountFileWriter.write(image, null));
        secrets.append(image.owner().passwordHash());
        keys(secrets, image.owner().accessKeys());
        image.users().items().forEach((name, user) -> {
            secrets.append(user.login());
            keys(secrets, user.accessKeys());
        });
        image.mfaDevices().items().forEach((name, device) -> secrets.append(reveal(device.seed())));
        return secrets.toString();
    }

    private static void keys(StringBuilder text, Section<AccountImage.HeldKey> keys) {
        keys.items().forEach((id, key) -> text.append(reveal(key.secret())));
    }

    private static String reveal(@Nullable Secret secret) {
        return secret == null ? "none" : secret.reveal();
    }
}
