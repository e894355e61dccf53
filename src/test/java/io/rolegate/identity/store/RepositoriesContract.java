package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.ALREADY_EXISTS;
import static io.rolegate.identity.DirectoryException.Kind.DELETE_CONFLICT;
import static io.rolegate.identity.DirectoryException.Kind.LIMIT_EXCEEDED;
import static io.rolegate.identity.DirectoryException.Kind.NOT_EXIST;
import static io.rolegate.identity.store.TestStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Page;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Groups.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do. */
abstract class RepositoriesContract {
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");
    private static final String TRUST = "{\"Version\":\"1\",\"Statement\":[]}";
    private static final Quotas SMALL = new Quotas(3, 2, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, 3);

    private final TestStore store;
    private final String accountId;

    RepositoriesContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh().withQuotas(SMALL));
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void accountsAreFoundByIdAndByAliasInAnyCase() {
        Account account = store.write(tx -> tx.accounts().create("Enterprise-B", "hash-b"));

        assertThat(account.id()).matches("[1-9][0-9]{15}");
        assertThat(account.alias()).isEqualTo("enterprise-b");
        assertThat(store.find(tx -> tx.accounts().find(account.id()))).contains(account);
        assertThat(store.find(tx -> tx.accounts().findByAlias("ENTERPRISE-B"))).contains(account);
        assertThat(store.find(tx -> tx.accounts().ownerPasswordHash(account.id())))
                .contains("hash-b");
        assertThat(store.all(tx -> tx.accounts().list())).hasSize(2).contains(account);
        assertThat(store.find(tx -> tx.accounts().find("0"))).isEmpty();
    }

    @Test
    void anAliasBelongsToOneAccountUntilItIsCleared() {
        Account other = store.write(tx -> tx.accounts().create(null, "hash"));

        refused(
                ALREADY_EXISTS,
                "AccountAlias",
                () -> store.write(tx -> tx.accounts().create("Enterprise-A", "h")));
        refused(
                ALREADY_EXISTS,
                "AccountAlias",
                () -> store.write(tx -> tx.accounts().setAlias(other.id(), "enterprise-a")));
        assertThat(store.write(tx -> tx.accounts().setAlias(accountId, null)).alias())
                .isNull();
        assertThat(store.write(tx -> tx.accounts().setAlias(other.id(), "enterprise-a"))
                        .name())
                .isEqualTo("enterprise-a");
    }

    @Test
    void usersKeepTheirNameAsGivenAndAreFoundInAnyCase() {
        RamUser user = store.write(
                tx -> tx.users().create(accountId, "Amy.Lee", new RamUser.Details("Amy 李", "a@b.c", "86-1", "notes")));

        assertThat(user.id()).matches("[1-9][0-9]{17}");
        assertThat(store.find(tx -> tx.users().find(accountId, "aMY.lEE"))).contains(user);
        assertThat(store.find(tx -> tx.users().findById(accountId, user.id()))).contains(user);
        assertThat(store.find(tx -> tx.users().findById("1000000000000000", user.id())))
                .isEmpty();
        assertThat(store.find(tx -> tx.users().find(accountId, "a\0"))).isEmpty();
        refused(ALREADY_EXISTS, "User", () -> user("AMY.LEE"));
        refused(NOT_EXIST, "User", () -> store.read(tx -> tx.users().require(accountId, "bob")));
    }

    @Test
    void aRenamedUserKeepsItsIdAndFreesItsName() {
        RamUser user = user("amy");
        user("bob");

        RamUser renamed = store.write(tx -> tx.users().update(accountId, "AMY", "Ann", user.details()));

        assertThat(renamed.id()).isEqualTo(user.id());
        assertThat(renamed.name()).isEqualTo("Ann");
        assertThat(user("amy").id()).isNotEqualTo(user.id());
        refused(
                ALREADY_EXISTS,
                "User",
                () -> store.write(tx -> tx.users().update(accountId, "ann", "BOB", user.details())));
    }

    @Test
    void listsComeInPagesOrderedByName() {
        for (String name : List.of("b", "C", "a")) {
            user(name);
        }

        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            Page<RamUser> page = store.read(tx -> tx.users().list(accountId, new Page.Request(from, 2)));
            page.items().forEach(user -> names.add(user.name()));
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(names).containsExactly("a", "b", "C");
    }

    @Test
    void quotasAreHeld() {
        user("a");
        user("b");
        RamUser user = user("c");
        refused(LIMIT_EXCEEDED, "User", () -> user("d"));

        role("a");
        role("b");
        refused(LIMIT_EXCEEDED, "Role", () -> role("c"));

        RamGroup first = group("a");
        RamGroup second = group("b");
        refused(LIMIT_EXCEEDED, "Group", () -> group("c"));
        store.write(tx -> tx.groups().addUser(first, user));
        refused(
                LIMIT_EXCEEDED,
                "User.Group",
                () -> store.write(tx -> tx.groups().addUser(second, user)));

        store.write(tx -> tx.accessKeys().create(accountId, user.id()));
        store.write(tx -> tx.accessKeys().create(accountId, user.id()));
        refused(
                LIMIT_EXCEEDED,
                "User.AccessKey",
                () -> store.write(tx -> tx.accessKeys().create(accountId, user.id())));
        assertThat(store.write(tx -> tx.accessKeys().create(accountId, null))
                        .key()
                        .userId())
                .isNull();
    }

    @Test
    void membershipIsSeenFromBothSidesAndBlocksDeletion() {
        RamUser user = user("amy");
        RamGroup group = group("Admins");
        store.write(tx -> tx.groups().addUser(group, user));

        assertThat(store.all(tx -> tx.groups().groupsOf(user)))
                .extracting(Membership::member)
                .containsExactly(group);
        assertThat(store.read(tx -> tx.groups().usersOf(group, new Page.Request(null, 10)))
                        .items())
                .extracting(Membership::member)
                .containsExactly(user);
        refused(
                ALREADY_EXISTS,
                "User.Group",
                () -> store.write(tx -> tx.groups().addUser(group, user)));
        refused(
                DELETE_CONFLICT,
                "User.Group",
                () -> store.write(tx -> tx.users().delete(accountId, "amy")));
        refused(
                DELETE_CONFLICT,
                "Group.User",
                () -> store.write(tx -> tx.groups().delete(accountId, "admins")));
        store.write(tx -> tx.groups().removeUser(group, user));
        refused(NOT_EXIST, "User.Group", () -> store.write(tx -> tx.groups().removeUser(group, user)));
        store.write(tx -> tx.groups().delete(accountId, "admins"));
        assertThat(store.find(tx -> tx.groups().find(accountId, "Admins"))).isEmpty();
    }

    @Test
    void groupsAndRolesAreUpdated() {
        RamGroup group = group("g");
        RamGroup renamed = store.write(tx -> tx.groups().update(accountId, "g", "G2", "new"));
        assertThat(renamed)
                .isEqualTo(store.find(tx -> tx.groups().find(accountId, "g2")).orElseThrow())
                .extracting(RamGroup::id, RamGroup::comments)
                .containsExactly(group.id(), "new");

        role("Reader");
        Role changed =
                store.write(tx -> tx.roles().update(accountId, "READER", "d", "{\"changed\":1}", Duration.ofHours(2)));
        assertThat(store.find(tx -> tx.roles().find(accountId, "reader"))).contains(changed);
        assertThat(changed.name()).isEqualTo("Reader");
        assertThat(changed.maxSessionDuration()).isEqualTo(Duration.ofHours(2));
        refused(ALREADY_EXISTS, "Role", () -> role("reader"));
    }

    @Test
    void anAccessKeyBelongsToItsOwnerAlone() {
        RamUser amy = user("amy");
        RamUser bob = user("bob");
        KeyEntry entry = store.write(tx -> tx.accessKeys().create(accountId, amy.id()));
        String id = entry.key().id();

        assertThat(id).matches("LTAI[A-Za-z0-9]{20}");
        assertThat(entry.secret().reveal()).matches("[A-Za-z0-9]{30,}");
        refused(
                NOT_EXIST,
                "User.AccessKey",
                () -> store.write(tx -> tx.accessKeys().setStatus(accountId, bob.id(), id, KeyStatus.INACTIVE)));
        refused(
                NOT_EXIST,
                "User.AccessKey",
                () -> store.write(tx -> tx.accessKeys().delete(accountId, null, id)));
        store.write(tx -> tx.accessKeys().setStatus(accountId, amy.id(), id, KeyStatus.INACTIVE));
        assertThat(store.all(tx -> tx.accessKeys().list(accountId, amy.id())))
                .extracting(key -> key.status())
                .containsExactly(KeyStatus.INACTIVE);
        assertThat(store.find(tx -> tx.accessKeys().lastUsed(accountId, amy.id(), id)))
                .isEmpty();
        refused(
                DELETE_CONFLICT,
                "User.AccessKey",
                () -> store.write(tx -> tx.users().delete(accountId, "amy")));
        store.write(tx -> tx.accessKeys().delete(accountId, amy.id(), id));
        store.write(tx -> tx.users().delete(accountId, "amy"));
        assertThat(store.find(tx -> tx.users().find(accountId, "amy"))).isEmpty();
    }

    @Test
    void aLoginProfileKeepsItsPasswordUnlessANewOneIsGiven() {
        RamUser user = user("amy");
        store.write(tx -> tx.loginProfiles().create(user, "hash-1", false, true));

        store.write(tx -> tx.loginProfiles().update(user, null, true, false));
        assertThat(store.find(tx -> tx.loginProfiles().passwordHash(user))).contains("hash-1");
        store.write(tx -> tx.loginProfiles().update(user, "hash-2", true, false));
        assertThat(store.find(tx -> tx.loginProfiles().passwordHash(user))).contains("hash-2");
        assertThat(store.read(tx -> tx.loginProfiles().require(user)).mfaBindRequired())
                .isTrue();
        refused(
                ALREADY_EXISTS,
                "User.LoginProfile",
                () -> store.write(tx -> tx.loginProfiles().create(user, "h", false, false)));
        refused(
                DELETE_CONFLICT,
                "User.LoginProfile",
                () -> store.write(tx -> tx.users().delete(accountId, "amy")));
        store.write(tx -> tx.loginProfiles().delete(user));
        refused(
                NOT_EXIST,
                "User.LoginProfile",
                () -> store.read(tx -> tx.loginProfiles().require(user)));
        refused(
                NOT_EXIST,
                "User.LoginProfile",
                () -> store.write(tx -> tx.loginProfiles().delete(user)));
    }

    private RamUser user(String name) {
        return store.write(tx -> tx.users().create(accountId, name, NO_DETAILS));
    }

    private RamGroup group(String name) {
        return store.write(tx -> tx.groups().create(accountId, name, ""));
    }

    private Role role(String name) {
        return store.write(tx -> tx.roles().create(accountId, name, "", TRUST, Duration.ofHours(1)));
    }
}
