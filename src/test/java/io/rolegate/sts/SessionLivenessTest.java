package io.rolegate.sts;

import static io.rolegate.sts.Sessions.AMY;
import static io.rolegate.sts.Sessions.AMY_LOGGED_ON;
import static io.rolegate.sts.Sessions.HOP;
import static io.rolegate.sts.Sessions.OPERATOR;
import static io.rolegate.sts.Sessions.OWNER;
import static io.rolegate.sts.Sessions.PARTNER;
import static io.rolegate.sts.Sessions.chained;
import static io.rolegate.sts.Sessions.direct;
import static io.rolegate.sts.Sessions.logon;
import static io.rolegate.sts.Sessions.ownersLogon;
import static io.rolegate.sts.Sessions.switched;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Principal;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import io.rolegate.identity.SessionSource;
import io.rolegate.identity.TemporarySession;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SessionLivenessTest {
    private static final String ANY_PARTNER = "acs:ram::" + PARTNER + ":root";

    private record Case(String name, TemporarySession session, boolean alive, Consumer<MemoryDirectory> change) {}

    @TestFactory
    Stream<DynamicTest> sessionIsOnlyAsAliveAsWhatItStandsOn() {
        return Stream.of(
                        alive("direct, account trusted", direct(), d -> {}),
                        alive("direct, user trusted", direct(), d -> operator(d, "acs:ram::" + PARTNER + ":user/amy")),
                        dead("role deleted", direct(), d -> d.roles.remove(OWNER + "/" + OPERATOR.roleId())),
                        dead("role made anew under its name", direct(), d -> {
                            d.roles.remove(OWNER + "/" + OPERATOR.roleId());
                            d.role(OWNER, "3100000000000009", OPERATOR.roleName(), ANY_PARTNER);
                        }),
                        dead("another account trusted", direct(), d -> operator(d, "acs:ram::1009000000000009:root")),
                        dead("own account trusted", direct(), d -> operator(d, "acs:ram::" + OWNER + ":root")),
                        dead("other user trusted", direct(), d -> operator(d, "acs:ram::" + PARTNER + ":user/bob")),
                        dead("user deleted", direct(), d -> d.users.clear()),
                        dead("user made anew under its name", direct(), d -> {
                            d.users.clear();
                            d.user(PARTNER, "2100000000000009", "amy");
                        }),
                        alive("user renamed, account trusted", direct(), d -> d.user(PARTNER, AMY.userId(), "anna")),
                        dead("user renamed, old name trusted", direct(), d -> {
                            d.user(PARTNER, AMY.userId(), "anna");
                            operator(d, AMY.arn());
                        }),
                        dead("key deleted", direct(), d -> d.keys.clear()),
                        dead("key disabled", direct(), d -> key(d, PARTNER, AMY.userId(), KeyStatus.INACTIVE)),
                        dead("key of another user", direct(), d -> key(d, PARTNER, "21", KeyStatus.ACTIVE)),
                        dead("key of another account", direct(), d -> key(d, OWNER, AMY.userId(), KeyStatus.ACTIVE)),
                        alive("chained", chained(), d -> {}),
                        alive("chained, hop trusted", chained(), d -> operator(d, "acs:ram::" + PARTNER + ":role/HOP")),
                        dead("chained, only root user trusted", chained(), d -> operator(d, AMY.arn())),
                        dead("chained, hop trusts nobody here", chained(), d -> hop(d, "acs:ram::" + OWNER + ":root")),
                        dead("chained, hop trusts itself only", chained(), d -> hop(d, HOP_ARN)),
                        dead("chained, hop deleted", chained(), d -> d.roles.remove(PARTNER + "/" + HOP.roleId())),
                        dead(
                                "chained, last role deleted",
                                chained(),
                                d -> d.roles.remove(OWNER + "/" + OPERATOR.roleId())),
                        alive("federated, provider trusted", federated(), d -> provider(d, PROVIDER)),
                        dead("federated, another provider trusted", federated(), d -> provider(d, PROVIDER + "2")),
                        dead("federated, provider deleted", federated(), d -> {
                            provider(d, PROVIDER);
                            d.oidcProviders.clear();
                        }),
                        dead("federated, provider made anew under its name", federated(), d -> {
                            provider(d, PROVIDER);
                            d.oidcProvider(OWNER, "op-2", "forge");
                        }),
                        dead("federated, only accounts trusted", federated(), d -> {}),
                        alive("switched", switched(), d -> {}),
                        alive("switched, key deleted", switched(), d -> d.keys.clear()),
                        dead("switched, user deleted", switched(), d -> d.users.clear()),
                        dead("switched, other password", switched(), d -> mark(d, AMY.userId(), "mark-9")),
                        dead("switched, no login profile", switched(), d -> d.passwordMarks.clear()),
                        dead("switched, logged out", switched(), d -> logOut(d, PARTNER, AMY_LOGGED_ON.logonId())),
                        alive("switched, another logged out", switched(), d -> logOut(d, PARTNER, "STS.other")),
                        alive(
                                "switched, logged out elsewhere",
                                switched(),
                                d -> logOut(d, OWNER, AMY_LOGGED_ON.logonId())),
                        dead(
                                "switched, other user trusted",
                                switched(),
                                d -> operator(d, "acs:ram::" + PARTNER + ":user/bob")),
                        alive("logged on", logon(), d -> {}),
                        dead("logged on, user deleted", logon(), d -> d.users.clear()),
                        dead("logged on, other password", logon(), d -> mark(d, AMY.userId(), "mark-9")),
                        dead("logged on, logged out", logon(), d -> logOut(d, PARTNER, AMY_LOGGED_ON.logonId())),
                        alive("owner logged on", ownersLogon(), d -> {}),
                        dead("owner logged on, other password", ownersLogon(), d -> mark(d, "", "mark-9")),
                        dead("owner logged on, logged out", ownersLogon(), d -> logOut(d, PARTNER, "STS.owner")),
                        dead("role revoked", direct(), d -> revoke(d, OWNER, Kind.ROLE, OPERATOR.roleId(), 43)),
                        alive("role revoked before", direct(), d -> revoke(d, OWNER, Kind.ROLE, OPERATOR.roleId(), 42)),
                        dead(
                                "chained, parent revoked",
                                chained(),
                                d -> revoke(d, PARTNER, Kind.ROLE, HOP.roleId(), 42)),
                        dead("chained, user deleted", chained(), d -> d.users.clear()),
                        dead(
                                "chained, key disabled",
                                chained(),
                                d -> key(d, PARTNER, AMY.userId(), KeyStatus.INACTIVE)))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    MemoryDirectory directory = directory();
                    c.change().accept(directory);

                    CompletableFuture<Liveness> check =
                            new SessionLiveness(directory).check(c.session()).toCompletableFuture();

                    assertThat(check).as("complete on return").isCompleted();
                    assertThat(check.join() instanceof Liveness.Dead).isEqualTo(!c.alive());
                }));
    }

    @Test
    void livingSessionComesWithItsOwnRoleAsItIsNow() {
        Liveness liveness = new SessionLiveness(directory())
                .check(chained())
                .toCompletableFuture()
                .join();

        assertThat(liveness).isInstanceOfSatisfying(Liveness.Alive.class, alive -> assertThat(
                        alive.role().role().id())
                .isEqualTo(OPERATOR.roleId()));
    }

    @Test
    void waitsForADirectoryThatHasToAskTheStore() {
        MemoryDirectory directory = directory();
        directory.gate = new CompletableFuture<>();

        CompletableFuture<Liveness> check =
                new SessionLiveness(directory).check(direct()).toCompletableFuture();
        assertThat(check).isNotDone();
        directory.gate.complete(null);

        assertThat(check).isCompletedWithValueMatching(Liveness.Alive.class::isInstance);
    }

    @Test
    void failsWhereTheStoreIsAway() {
        MemoryDirectory directory = directory();
        directory.gate = CompletableFuture.failedFuture(new IllegalStateException("away"));

        assertThat(new SessionLiveness(directory).check(direct()).toCompletableFuture())
                .isCompletedExceptionally();
    }

    private static final String HOP_ARN = "acs:ram::" + PARTNER + ":role/" + HOP.roleName();

    private static final String PROVIDER = "acs:ram::" + OWNER + ":oidc-provider/forge";

    private static Principal.RoleSession federated() {
        SessionSource source = new SessionSource.Federated(OWNER, "op-1", "forge", "build-7");
        return new Principal.RoleSession(
                OPERATOR,
                new SessionGrant(
                        Sessions.KEY_ID, source, List.of(), null, null, Sessions.ISSUED, Sessions.EXPIRES, 42));
    }

    private static void provider(MemoryDirectory directory, String trusted) {
        directory.oidcProvider(OWNER, "op-1", "forge");
        directory.trusting(OWNER, OPERATOR.roleId(), OPERATOR.roleName(), "\"Federated\":[\"" + trusted + "\"]");
    }

    private static void mark(MemoryDirectory directory, String userId, String mark) {
        directory.passwordMarks.put(PARTNER + "/" + userId, mark);
    }

    private static void logOut(MemoryDirectory directory, String accountId, String logonId) {
        revoke(directory, accountId, Kind.LOGON, logonId, 43);
    }

    private static void revoke(MemoryDirectory directory, String accountId, Kind kind, String subject, long position) {
        directory.revocations.add(new SessionRevocation(accountId, kind, subject, position, Instant.MAX));
    }

    private static MemoryDirectory directory() {
        MemoryDirectory directory = new MemoryDirectory();
        mark(directory, AMY.userId(), "mark-1");
        mark(directory, "", "mark-2");
        directory.user(PARTNER, AMY.userId(), AMY.userName());
        key(directory, PARTNER, AMY.userId(), KeyStatus.ACTIVE);
        hop(directory, ANY_PARTNER);
        operator(directory, ANY_PARTNER);
        return directory;
    }

    private static void operator(MemoryDirectory directory, String trusted) {
        directory.role(OWNER, OPERATOR.roleId(), OPERATOR.roleName(), trusted);
    }

    private static void hop(MemoryDirectory directory, String trusted) {
        directory.role(PARTNER, HOP.roleId(), HOP.roleName(), trusted);
    }

    private static void key(MemoryDirectory directory, String accountId, String userId, KeyStatus status) {
        directory.key(AMY.accessKeyId(), accountId, userId, status);
    }

    private static Case alive(String name, TemporarySession session, Consumer<MemoryDirectory> change) {
        return new Case(name, session, true, change);
    }

    private static Case dead(String name, TemporarySession session, Consumer<MemoryDirectory> change) {
        return new Case(name, session, false, change);
    }
}
