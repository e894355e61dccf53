package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.MapContext;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.StatementEngine;
import io.rolegate.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the directory shows, on every kind of database. */
abstract class DirectoryContract {
    private static final String ALLOW_ALL =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String TRUST =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":\"*\"}]}";

    private final TestStore store;
    private final String accountId;
    private final RamUser user;

    DirectoryContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh());
        accountId = store.account("enterprise-a").id();
        user = store.write(tx -> tx.users().create(accountId, "amy", new RamUser.Details("", "", "", "")));
        prefer(false);
    }

    /** Whether users may manage their own credentials: false, so that their policies are those that a test attaches. */
    private void prefer(boolean allowed) {
        store.write(tx -> tx.securitySettings()
                .setSecurityPreference(
                        accountId,
                        new SecurityPreference(
                                allowed, allowed, allowed, false, false, NetworkMasks.ANY, Duration.ofHours(6))));
    }

    @Test
    void preferenceLetsUsersManageTheirOwnCredentialsAndNoOthers() {
        assertThat(userEntry().policies().of(PolicyKind.IDENTITY)).isEmpty();
        assertThat(verdict("ram:CreateAccessKey", user.arn())).isEqualTo(Verdict.IMPLICIT_DENY);

        prefer(true);

        assertThat(userEntry().policies().of(PolicyKind.IDENTITY)).hasSize(1);
        String device = MfaDevice.serialNumber(accountId, "amy");
        assertThat(verdict("ram:CreateAccessKey", user.arn())).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("ram:CreateAccessKey", RamUser.arn(accountId, "bob")))
                .isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(verdict("ram:BindMFADevice", user.arn())).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("ram:BindMFADevice", device)).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("ram:DeleteVirtualMFADevice", MfaDevice.serialNumber(accountId, "bob")))
                .isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(verdict("ram:CreateVirtualMFADevice", MfaDevice.serialNumber(accountId, "*")))
                .isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(verdict("ram:ChangePassword", "*")).isEqualTo(Verdict.ALLOW);
        assertThat(verdict("ram:DeleteUser", user.arn())).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(verdict("ram:AttachPolicyToUser", user.arn())).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void explicitDenyWinsOverThePreference() {
        ManagedPolicy deny =
                store.write(tx -> tx.policies().create(accountId, "deny", "", ALLOW_ALL.replace("Allow", "Deny")));
        prefer(true);
        store.write(tx -> tx.attachments().attach(deny, Target.of(user)));

        assertThat(verdict("ram:ChangePassword", "*")).isEqualTo(Verdict.EXPLICIT_DENY);
        assertThat(verdict("ram:CreateAccessKey", user.arn())).isEqualTo(Verdict.EXPLICIT_DENY);
    }

    private Verdict verdict(String action, String resource) {
        return new StatementEngine()
                .prepare(userEntry().policies(), user.forPolicy(), action, resource)
                .decide(MapContext.of(Map.of()))
                .verdict();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aUserHasItsOwnPoliciesAndThoseOfItsGroups() {
        RamGroup group = store.write(tx -> tx.groups().create(accountId, "admins", ""));
        ManagedPolicy custom = store.write(tx -> tx.policies().create(accountId, "own", "", ALLOW_ALL));
        ManagedPolicy system =
                store.read(tx -> tx.policies().require(accountId, PolicyType.SYSTEM, "AliyunSTSAssumeRoleAccess"));
        store.write(tx -> tx.groups().addUser(group, user));
        store.write(tx -> tx.attachments().attach(custom, Target.of(user)));
        store.write(tx -> tx.attachments().attach(system, Target.of(group)));

        UserEntry entry = userEntry();

        assertThat(entry.user()).isEqualTo(user);
        assertThat(entry.revision()).isEqualTo(store.directory().revision(accountId));
        assertThat(entry.policies().of(PolicyKind.IDENTITY))
                .extracting(AttachedPolicy::ref)
                .extracting(ref -> ref.name() + " " + ref.type() + " " + ref.version() + " " + ref.attachedTo())
                .containsExactlyInAnyOrder(
                        "own Custom v1 " + user.arn(), "AliyunSTSAssumeRoleAccess System v1 " + group.arn());
    }

    @Test
    void everyWriteShowsOnceItHasReturned() {
        ManagedPolicy policy = store.write(tx -> tx.policies().create(accountId, "p", "", ALLOW_ALL));
        for (int i = 0; i < 10; i++) {
            store.write(tx -> tx.attachments().attach(policy, Target.of(user)));
            assertThat(userEntry().policies().of(PolicyKind.IDENTITY)).hasSize(1);
            store.write(tx -> tx.attachments().detach(policy, Target.of(user)));
            assertThat(userEntry().policies().of(PolicyKind.IDENTITY)).isEmpty();
        }
        store.write(tx -> tx.users().delete(accountId, "amy"));
        assertThat(find(store.directory().user(accountId, user.id()))).isEmpty();
    }

    @Test
    void aNewDefaultVersionTakesEffect() {
        ManagedPolicy policy = store.write(tx -> tx.policies().create(accountId, "p", "", ALLOW_ALL));
        store.write(tx -> tx.attachments().attach(policy, Target.of(user)));
        assertThat(onlyPolicy().ref().version()).isEqualTo("v1");

        store.write(tx -> tx.policies().addVersion(policy, ALLOW_ALL.replace("Allow", "Deny"), true, false));

        assertThat(onlyPolicy().ref().version()).isEqualTo("v2");
        assertThat(onlyPolicy().document().json()).contains("Deny");
    }

    @Test
    void aMalformedDocumentFailsClosed() {
        ManagedPolicy policy = store.write(tx -> tx.policies().create(accountId, "p", "", "{"));
        store.write(tx -> tx.attachments().attach(policy, Target.of(user)));

        assertThat(onlyPolicy().document().isMalformed()).isTrue();
    }

    @Test
    void aRoleIsFoundByIdAndByNameInAnyCase() {
        Role role = store.write(tx -> tx.roles().create(accountId, "Reader", "", TRUST, Duration.ofHours(1)));

        RoleEntry entry = find(store.directory().roleNamed(accountId, "READER")).orElseThrow();

        assertThat(entry.role()).isEqualTo(role);
        assertThat(entry.trust().json()).isEqualTo(TRUST);
        assertThat(find(store.directory().role(accountId, role.id()))
                        .orElseThrow()
                        .role())
                .isEqualTo(role);
        assertThat(find(store.directory().role("1000000000000000", role.id()))).isEmpty();
        store.write(tx -> tx.roles().delete(accountId, "reader"));
        assertThat(find(store.directory().role(accountId, role.id()))).isEmpty();
        assertThat(find(store.directory().roleNamed(accountId, "reader"))).isEmpty();
    }

    @Test
    void anAccessKeyShowsItsStatusAndIsGoneOnceDeleted() {
        KeyEntry made = store.write(tx -> tx.accessKeys().create(accountId, user.id()));
        String id = made.key().id();

        assertThat(key(id).orElseThrow().secret().reveal())
                .isEqualTo(made.secret().reveal());
        store.write(tx -> tx.accessKeys().setStatus(accountId, user.id(), id, KeyStatus.INACTIVE));
        assertThat(key(id).orElseThrow().key().status()).isEqualTo(KeyStatus.INACTIVE);
        store.write(tx -> tx.accessKeys().delete(accountId, user.id(), id));
        assertThat(key(id)).isEmpty();
    }

    @Test
    void inventedAccessKeyIdsAreAnsweredFromMemory() {
        for (int i = 0; i < 1000; i++) {
            assertThat(store.directory()
                            .accessKey("LTAI" + i)
                            .toCompletableFuture()
                            .isDone())
                    .isTrue();
        }
        assertThat(store.store.cachedAccessKeys()).isZero();
    }

    @Test
    void whatWasReadOnceIsAnsweredFromMemory() {
        userEntry();

        assertThat(store.directory()
                        .user(accountId, user.id())
                        .toCompletableFuture()
                        .isDone())
                .isTrue();
        store.account("enterprise-b");
        assertThat(store.directory()
                        .user(accountId, user.id())
                        .toCompletableFuture()
                        .isDone())
                .as("another account's change leaves this one's entries alone")
                .isTrue();
    }

    @Test
    void anAccountIsFoundByIdAndByItsPresentAlias() {
        assertThat(find(store.directory().account("ENTERPRISE-A")).map(Account::id))
                .contains(accountId);
        store.write(tx -> tx.accounts().setAlias(accountId, "renamed"));

        assertThat(find(store.directory().account("enterprise-a"))).isEmpty();
        assertThat(find(store.directory().account("renamed")).map(Account::id)).contains(accountId);
        assertThat(find(store.directory().account(accountId)).map(Account::alias))
                .contains("renamed");
    }

    @Test
    void noReaderSeesAnOldAnswerAfterTheWriteReturned() {
        ManagedPolicy policy = store.write(tx -> tx.policies().create(accountId, "p", "", ALLOW_ALL));
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> readers = List.of(hammer(stop), hammer(stop), hammer(stop));

        for (int i = 0; i < 60; i++) {
            store.write(tx -> tx.attachments().attach(policy, Target.of(user)));
            UserEntry attached = userEntry();
            assertThat(attached.policies().of(PolicyKind.IDENTITY)).hasSize(1);
            store.write(tx -> tx.attachments().detach(policy, Target.of(user)));
            UserEntry detached = userEntry();
            assertThat(detached.policies().of(PolicyKind.IDENTITY)).isEmpty();
            assertThat(detached.revision()).isGreaterThan(attached.revision());
        }
        stop.set(true);
        readers.forEach(TestStore::await);
    }

    /** Keeps loads in flight, so that some end after the change that outdates them. */
    private CompletableFuture<Void> hammer(AtomicBoolean stop) {
        return CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                long revision = store.directory().revision(accountId);
                assertThat(userEntry().revision()).isGreaterThanOrEqualTo(revision);
            }
        });
    }

    private UserEntry userEntry() {
        return find(store.directory().user(accountId, user.id())).orElseThrow();
    }

    private AttachedPolicy onlyPolicy() {
        List<AttachedPolicy> policies = userEntry().policies().of(PolicyKind.IDENTITY);
        assertThat(policies).hasSize(1);
        return policies.get(0);
    }

    private Optional<KeyEntry> key(String accessKeyId) {
        return find(store.directory().accessKey(accessKeyId));
    }

    private static <T> Optional<T> find(CompletionStage<Optional<T>> stage) {
        return await(stage);
    }
}
