package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.ALREADY_EXISTS;
import static io.rolegate.identity.DirectoryException.Kind.DELETE_CONFLICT;
import static io.rolegate.identity.DirectoryException.Kind.LIMIT_EXCEEDED;
import static io.rolegate.identity.DirectoryException.Kind.NOT_EXIST;
import static io.rolegate.identity.store.TestStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Attachments.Attached;
import io.rolegate.identity.repository.Attachments.Entities;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.policy.SystemPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do with policies. */
abstract class PoliciesContract {
    private static final String DOCUMENT = "{\"Version\":\"1\",\"Statement\":[]}";
    private static final Quotas SMALL = new Quotas(9, 9, 9, 9, 2, 3, 3, 2, 1, 2, 2, 2, 2, 3);

    private final TestStore store;
    private final String accountId;

    PoliciesContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh().withQuotas(SMALL));
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPolicyBeginsWithItsFirstVersionInForce() {
        ManagedPolicy policy = policy("Orders");

        assertThat(policy.defaultVersion()).isEqualTo("v1");
        assertThat(policy.arn()).isEqualTo("acs:ram::" + accountId + ":policy/Orders");
        assertThat(store.find(tx -> tx.policies().find(accountId, PolicyType.CUSTOM, "ORDERS")))
                .contains(policy);
        PolicyVersion version = store.read(tx -> tx.policies().requireVersion(policy, "v1"));
        assertThat(version.document()).isEqualTo(DOCUMENT);
        assertThat(version.isDefault()).isTrue();
        refused(ALREADY_EXISTS, "Policy", () -> policy("orders"));
        refused(
                NOT_EXIST,
                "Policy",
                () -> store.read(tx -> tx.policies().require(accountId, PolicyType.SYSTEM, "orders")));
    }

    @Test
    void versionIdsAreNeverReused() {
        ManagedPolicy policy = policy("p");
        add(policy, true, false);
        PolicyVersion third = add(policy, false, false);
        refused(LIMIT_EXCEEDED, "Policy.Version", () -> add(policy, false, false));

        store.write(tx -> tx.policies().deleteVersion(policy, third.id()));
        assertThat(add(policy, false, false).id()).isEqualTo("v4");
        assertThat(add(policy, true, true).id()).isEqualTo("v5");

        assertThat(store.all(tx -> tx.policies().versions(policy)))
                .extracting(PolicyVersion::id)
                .containsExactly("v5", "v4", "v2");
        refused(
                DELETE_CONFLICT,
                "Policy.Version.Default",
                () -> store.write(tx -> tx.policies().deleteVersion(policy, "v5")));
        store.write(tx -> tx.policies().setDefaultVersion(policy, "v2"));
        store.write(tx -> tx.policies().deleteVersion(policy, "V5"));
        for (String absent : List.of("v1", "v5", "v0", "2", "v99999999999", "")) {
            refused(
                    NOT_EXIST,
                    "Policy.Version",
                    () -> store.write(tx -> tx.policies().setDefaultVersion(policy, absent)));
        }
    }

    @Test
    void aPolicyInUseIsNotDeleted() {
        ManagedPolicy policy = policy("p");
        Target role = Target.of(role("r"));
        store.write(tx -> tx.attachments().attach(policy, role));
        refused(
                DELETE_CONFLICT,
                "Policy.Role",
                () -> store.write(tx -> tx.policies().delete(accountId, "p")));
        refused(
                DELETE_CONFLICT,
                "Role.Policy",
                () -> store.write(tx -> tx.roles().delete(accountId, "r")));

        store.write(tx -> tx.attachments().detach(policy, role));
        add(policy, false, false);
        refused(
                DELETE_CONFLICT,
                "Policy.Version",
                () -> store.write(tx -> tx.policies().delete(accountId, "p")));
        store.write(tx -> tx.policies().deleteVersion(policy, "v2"));
        store.write(tx -> tx.policies().delete(accountId, "P"));
        store.write(tx -> tx.roles().delete(accountId, "r"));

        assertThat(store.find(tx -> tx.policies().find(accountId, PolicyType.CUSTOM, "p")))
                .isEmpty();
        Target another = Target.of(role("s"));
        refused(NOT_EXIST, "Policy", () -> store.write(tx -> tx.attachments().attach(policy, another)));
        refused(NOT_EXIST, "Role", () -> {
            ManagedPolicy other = policy("q");
            store.write(tx -> tx.attachments().attach(other, role));
        });
    }

    @Test
    void attachmentsAreSeenFromBothSidesAndLimitedByType() {
        RamUser user = store.write(tx -> tx.users().create(accountId, "amy", new RamUser.Details("", "", "", "")));
        RamGroup group = store.write(tx -> tx.groups().create(accountId, "g", ""));
        ManagedPolicy custom = policy("custom");
        ManagedPolicy system = system("AliyunMNSReadOnlyAccess");
        for (Target target : List.of(Target.of(user), Target.of(group), Target.of(role("r")))) {
            store.write(tx -> tx.attachments().attach(custom, target));
            store.write(tx -> tx.attachments().attach(system, target));
        }

        assertThat(store.all(tx -> tx.attachments().policiesOf(Target.of(user))))
                .extracting(attached -> attached.item().name())
                .containsExactly("AliyunMNSReadOnlyAccess", "custom");
        for (ManagedPolicy policy : List.of(custom, system)) {
            Entities entities = store.read(tx -> tx.attachments().entitiesOf(accountId, policy));
            assertThat(entities.users()).extracting(Attached::item).containsExactly(user);
            assertThat(entities.groups()).extracting(Attached::item).containsExactly(group);
            assertThat(entities.roles()).hasSize(1);
        }
        assertThat(store.read(tx -> tx.policies().require(accountId, PolicyType.CUSTOM, "custom"))
                        .attachmentCount())
                .isEqualTo(3);
        assertThat(system("aliyunmnsreadonlyaccess").attachmentCount()).isEqualTo(3);
        ManagedPolicy second = policy("second");
        refused(ALREADY_EXISTS, "User.Policy", () -> attach(custom, user));
        refused(LIMIT_EXCEEDED, "User.Policy", () -> attach(second, user));
        attach(system("ReadOnlyAccess"), user);
        refused(LIMIT_EXCEEDED, "User.Policy", () -> attach(system("AliyunCSFullAccess"), user));
        refused(
                NOT_EXIST,
                "User.Policy",
                () -> store.write(tx -> tx.attachments().detach(second, Target.of(user))));
        refused(
                DELETE_CONFLICT,
                "User.Policy",
                () -> store.write(tx -> tx.users().delete(accountId, "amy")));
        refused(
                DELETE_CONFLICT,
                "Group.Policy",
                () -> store.write(tx -> tx.groups().delete(accountId, "g")));
    }

    @Test
    void systemPoliciesAreListedBesideCustomOnesInEveryAccount() {
        policy("readonlyaccess");
        policy("a");

        List<String> names = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            Page<ManagedPolicy> page = store.read(tx -> tx.policies().list(accountId, null, new Page.Request(from, 3)));
            page.items().forEach(policy -> names.add(policy.name() + " " + policy.type()));
            marker = page.nextMarker();
        } while (marker != null);

        assertThat(names)
                .hasSize(SystemPolicies.all().size() + 2)
                .startsWith("a CUSTOM", "AdministratorAccess SYSTEM")
                .endsWith("readonlyaccess CUSTOM", "ReadOnlyAccess SYSTEM");
        assertThat(store.read(tx -> tx.policies().list(accountId, PolicyType.CUSTOM, new Page.Request(null, 9)))
                        .items())
                .hasSize(2);
        assertThat(store.read(tx -> tx.policies().list("0", null, new Page.Request(null, 99)))
                        .items())
                .hasSize(SystemPolicies.all().size());
        ManagedPolicy administrator = system("AdministratorAccess");
        assertThat(administrator.arn()).isEqualTo("acs:ram::system:policy/AdministratorAccess");
        assertThat(store.all(tx -> tx.policies().versions(administrator)))
                .extracting(PolicyVersion::id)
                .containsExactly(administrator.defaultVersion());
    }

    @Test
    void aPolicyOfAnotherAccountCanNotBeAttached() {
        String other = store.account("enterprise-b").id();
        ManagedPolicy foreign = store.write(tx -> tx.policies().create(other, "p", "", DOCUMENT));

        Target role = Target.of(role("r"));
        refused(NOT_EXIST, "Policy", () -> store.write(tx -> tx.attachments().attach(foreign, role)));
    }

    @Test
    void aDescriptionIsChangedAlone() {
        ManagedPolicy policy = policy("p");

        ManagedPolicy changed = store.write(tx -> tx.policies().updateDescription(accountId, "P", "new"));

        assertThat(changed.description()).isEqualTo("new");
        assertThat(changed.id()).isEqualTo(policy.id());
    }

    private ManagedPolicy policy(String name) {
        return store.write(tx -> tx.policies().create(accountId, name, "", DOCUMENT));
    }

    private ManagedPolicy system(String name) {
        return store.read(tx -> tx.policies().require(accountId, PolicyType.SYSTEM, name));
    }

    private PolicyVersion add(ManagedPolicy policy, boolean setAsDefault, boolean deleteOldest) {
        return store.write(tx -> tx.policies().addVersion(policy, DOCUMENT, setAsDefault, deleteOldest));
    }

    private void attach(ManagedPolicy policy, RamUser user) {
        store.write(tx -> tx.attachments().attach(policy, Target.of(user)));
    }

    private Role role(String name) {
        return store.write(tx -> tx.roles().create(accountId, name, "", DOCUMENT, Duration.ofHours(1)));
    }
}
