package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.ALREADY_EXISTS;
import static io.rolegate.identity.DirectoryException.Kind.DELETE_CONFLICT;
import static io.rolegate.identity.DirectoryException.Kind.NOT_EXIST;
import static io.rolegate.identity.store.TestStore.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Attachments.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Administrators who work on the same things at once: whatever comes of it could have come of one after the other. */
abstract class CollisionContract {
    private static final int WRITERS = 24;
    private static final int ROUNDS = 20;
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");
    private static final String DOCUMENT = "{\"Version\":\"1\",\"Statement\":[]}";

    /** Those who write in turns; the same twice where only one process may. */
    private final List<TestStore> nodes;

    private final TestStore store;
    private final String accountId;

    CollisionContract(TestDatabases.Kind kind) {
        StoreSettings settings = kind.fresh().withLease(StoreSettings.MAX_LEASE);
        store = TestStore.open(settings);
        nodes = kind == TestDatabases.Kind.H2 ? List.of(store, store) : List.of(store, TestStore.open(settings));
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        nodes.stream().distinct().forEach(TestStore::close);
    }

    /** What a write came to: a value, or why it was refused. */
    private record Outcome<T>(@Nullable T value, DirectoryException.@Nullable Kind refusal, String entity) {
        boolean succeeded() {
            return refusal == null;
        }

        String why() {
            return refusal + " " + entity;
        }
    }

    /** Writes at once, from the nodes in turns. */
    private <T> List<Outcome<T>> atOnce(
            int writers, IntFunction<Function<IdentityTransaction, CompletionStage<T>>> work) {
        List<CompletableFuture<Outcome<T>>> running = IntStream.range(0, writers)
                .mapToObj(writer -> nodes.get(writer % 2)
                        .store
                        .write(ORIGIN, work.apply(writer))
                        .handle(CollisionContract::outcome)
                        .toCompletableFuture())
                .toList();
        return running.stream().map(TestStore::await).toList();
    }

    private static <T> Outcome<T> outcome(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            return new Outcome<>(value, null, "");
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof DirectoryException refusal) {
            return new Outcome<>(value, refusal.kind(), refusal.entity());
        }
        throw new AssertionError("not refused but failed", failure);
    }

    private <T> void allSucceed(int writers, IntFunction<Function<IdentityTransaction, CompletionStage<T>>> work) {
        assertThat(atOnce(writers, work)).allMatch(Outcome::succeeded);
    }

    private long count(String table) {
        return store.<Long>sql(sql -> sql.number("SELECT COUNT(*) FROM " + table));
    }

    @Test
    void noChangeOfAUserIsLost() {
        store.write(tx -> tx.users().create(accountId, "amy", NO_DETAILS));

        allSucceed(
                WRITERS,
                writer -> tx -> tx.users().require(accountId, "amy").thenCompose(amy -> {
                    RamUser.Details old = amy.details();
                    RamUser.Details changed = writer % 3 == 0
                            ? new RamUser.Details(
                                    old.displayName(), old.email(), old.mobilePhone(), old.comments() + "x")
                            : new RamUser.Details(
                                    old.displayName() + "y", old.email(), old.mobilePhone(), old.comments());
                    return tx.users().update(accountId, "amy", amy.name(), changed);
                }));

        RamUser.Details details =
                store.read(tx -> tx.users().require(accountId, "amy")).details();
        assertThat(details.comments()).hasSize(WRITERS / 3);
        assertThat(details.displayName()).hasSize(WRITERS - WRITERS / 3);
    }

    @Test
    void noChangeOfARoleIsLost() {
        store.write(tx -> tx.roles().create(accountId, "operator", "", DOCUMENT, Duration.ofHours(1)));

        allSucceed(
                WRITERS,
                writer -> tx -> tx.roles().require(accountId, "operator").thenCompose(role -> tx.roles()
                        .update(
                                accountId,
                                "operator",
                                role.description() + (writer % 2 == 0 ? "x" : ""),
                                role.trustPolicy() + (writer % 2 == 0 ? "" : " "),
                                role.maxSessionDuration().plusSeconds(1))));

        Role role = store.read(tx -> tx.roles().require(accountId, "operator"));
        assertThat(role.description()).hasSize(WRITERS / 2);
        assertThat(role.trustPolicy()).hasSize(DOCUMENT.length() + WRITERS / 2);
        assertThat(role.maxSessionDuration()).isEqualTo(Duration.ofHours(1).plusSeconds(WRITERS));
    }

    @Test
    void versionsAddedAtOnceHaveNumbersOfTheirOwnAndNoMoreThanMayBe() {
        store.write(tx -> tx.policies().create(accountId, "p", "", DOCUMENT));

        List<Outcome<PolicyVersion>> added = atOnce(
                WRITERS,
                writer -> tx -> policy(tx, "p")
                        .thenCompose(policy -> tx.policies().addVersion(policy, DOCUMENT, writer % 2 == 0, true)));

        assertThat(added.stream().map(Outcome::value).map(PolicyVersion::id).distinct())
                .hasSize(WRITERS);
        List<PolicyVersion> left = store.all(
                tx -> policy(tx, "p").thenCompose(policy -> tx.policies().versions(policy)));
        assertThat(left).hasSize(Quotas.defaults().versionsPerPolicy());
        assertThat(left).filteredOn(PolicyVersion::isDefault).hasSize(1);
    }

    @Test
    void withoutPruningVersionsAddedAtOnceStopAtTheQuota() {
        store.write(tx -> tx.policies().create(accountId, "p", "", DOCUMENT));

        List<Outcome<PolicyVersion>> added = atOnce(
                WRITERS,
                writer -> tx -> policy(tx, "p")
                        .thenCompose(policy -> tx.policies().addVersion(policy, DOCUMENT, false, false)));

        assertThat(added)
                .filteredOn(Outcome::succeeded)
                .hasSize(Quotas.defaults().versionsPerPolicy() - 1);
    }

    @Test
    void anAttachmentNeverOutlivesItsPolicy() {
        RamUser amy = store.write(tx -> tx.users().create(accountId, "amy", NO_DETAILS));
        for (int round = 0; round < ROUNDS; round++) {
            String name = "p" + round;
            store.write(tx -> tx.policies().create(accountId, name, "", DOCUMENT));

            List<Outcome<Void>> outcomes = atOnce(
                    2,
                    turned(
                            round,
                            writer -> tx -> writer == 0
                                    ? tx.policies().delete(accountId, name)
                                    : policy(tx, name).thenCompose(policy -> tx.attachments()
                                            .attach(policy, Target.of(amy)))));

            Outcome<Void> deletion = outcomes.get(round % 2);
            Outcome<Void> attachment = outcomes.get(1 - round % 2);
            assertThat(deletion.succeeded()).isNotEqualTo(attachment.succeeded());
            assertThat(deletion.succeeded() ? attachment.why() : deletion.why())
                    .isEqualTo(deletion.succeeded() ? NOT_EXIST + " Policy" : DELETE_CONFLICT + " Policy.User");
            assertThat(count("attachments a WHERE NOT EXISTS (SELECT 1 FROM policies p WHERE p.id = a.policy_id)"))
                    .isZero();
            store.write(tx -> tx.attachments()
                    .policiesOf(Target.of(amy))
                    .thenCompose(attached -> attached.isEmpty()
                            ? CompletableFuture.completedFuture(null)
                            : tx.attachments().detach(attached.get(0).item(), Target.of(amy))));
        }
    }

    @Test
    void nothingOfAUserOutlivesIt() {
        store.write(tx -> tx.groups().create(accountId, "g", ""));
        for (int round = 0; round < ROUNDS; round++) {
            String name = "user" + round;
            store.write(tx -> tx.users().create(accountId, name, NO_DETAILS));

            List<Outcome<Object>> outcomes = atOnce(3, turned(round, writer -> tx -> switch (writer) {
                case 0 -> tx.users().delete(accountId, name).thenApply(done -> "deleted");
                case 1 ->
                    tx.users().require(accountId, name).thenCompose(user -> tx.groups()
                            .require(accountId, "g")
                            .thenCompose(group -> tx.groups().addUser(group, user))
                            .thenApply(done -> "joined"));
                default ->
                    tx.users().require(accountId, name).thenCompose(user -> tx.accessKeys()
                            .create(accountId, user.id())
                            .thenApply(key -> "key made"));
            }));

            boolean deleted = outcomes.stream().anyMatch(outcome -> "deleted".equals(outcome.value()));
            assertThat(outcomes.stream().filter(outcome -> !outcome.succeeded()).map(Outcome::why))
                    .isSubsetOf(
                            NOT_EXIST + " User", DELETE_CONFLICT + " User.Group", DELETE_CONFLICT + " User.AccessKey");
            assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSize(deleted ? 1 : 2);
        }
    }

    /** Who comes first by position takes turns, since the first has some lead. */
    private static <T> IntFunction<T> turned(int round, IntFunction<T> work) {
        return writer -> work.apply(round % 2 == 0 ? writer : writer == 0 ? 1 : writer == 1 ? 0 : writer);
    }

    @Test
    void ofManyWhoTakeOneNameOneGetsIt() {
        List<Outcome<RamUser>> made = atOnce(
                WRITERS, writer -> tx -> tx.users().create(accountId, writer % 3 == 0 ? "Amy" : "amy", NO_DETAILS));

        assertThat(made).filteredOn(Outcome::succeeded).hasSize(1);
        assertThat(made).filteredOn(outcome -> !outcome.succeeded()).allSatisfy(outcome -> assertThat(outcome.why())
                .isEqualTo(ALREADY_EXISTS + " User"));
    }

    @Test
    void anAliasGoesToOneAccountOfMany() {
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            accounts.add(store.account("other-" + i).id());
        }

        var taken = atOnce(6, writer -> tx -> tx.accounts().setAlias(accounts.get(writer), "wanted"));

        assertThat(taken).filteredOn(Outcome::succeeded).hasSize(1);
        assertThat(count("accounts WHERE alias = 'wanted'")).isEqualTo(1);
    }

    @Test
    void writersWhoLockEachOtherOutAreTriedAgain() {
        String other = store.account("enterprise-b").id();
        List<CompletableFuture<Void>> first = List.of(new CompletableFuture<>(), new CompletableFuture<>());

        allSucceed(2, writer -> tx -> {
            String own = writer == 0 ? accountId : other;
            String others = writer == 0 ? other : accountId;
            return tx.users().create(own, "from-" + writer, NO_DETAILS).thenCompose(user -> {
                first.get(writer).complete(null);
                return first.get(1 - writer)
                        .thenCompose(both -> tx.users().create(others, "from-" + writer, NO_DETAILS));
            });
        });

        assertThat(count("ram_users")).isEqualTo(4);
    }

    private CompletionStage<ManagedPolicy> policy(IdentityTransaction tx, String name) {
        return tx.policies().require(accountId, PolicyType.CUSTOM, name);
    }
}
