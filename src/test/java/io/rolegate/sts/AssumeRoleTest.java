package io.rolegate.sts;

import static io.rolegate.sts.Sessions.AMY;
import static io.rolegate.sts.Sessions.HOP;
import static io.rolegate.sts.Sessions.OPERATOR;
import static io.rolegate.sts.Sessions.OWNER;
import static io.rolegate.sts.Sessions.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionLink;
import io.rolegate.identity.SessionRecord;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.sts.oidc.IdTokens;
import io.rolegate.sts.oidc.OidcSettings;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AssumeRoleTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00.750Z");
    private static final String ROLE_ARN = "acs:ram::" + OWNER + ":role/message-operator";
    private static final String TRUSTED = "acs:ram::" + PARTNER + ":root";
    private static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";
    private static final Principal USER = new Principal.UserPrincipal(PARTNER, AMY.userId(), "amy");

    private final RotatableKeys keys = new RotatableKeys().add("k1");
    private final MemoryDirectory directory = new MemoryDirectory();
    private final RegisterInMemory register = new RegisterInMemory();
    private final SecurityTokens tokens = new SecurityTokens(VERTX, keys);
    private final SessionSecrets secrets = new SessionSecrets(keys);
    private final Operation operation = Objects.requireNonNull(StsOperations.catalogue(
                    directory,
                    register,
                    new SessionIssuer(tokens, secrets),
                    new IdTokens(VERTX, () -> NOW, OidcSettings.defaults()),
                    StsSettings.defaults())
            .find("AssumeRole"));

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @BeforeEach
    void roles() {
        directory.role(OWNER, OPERATOR.roleId(), "message-operator", TRUSTED);
        directory.role(PARTNER, HOP.roleId(), "hop", TRUSTED);
    }

    @TestFactory
    Stream<DynamicTest> parametersOfWrongShapeAreRefusedByName() {
        return Stream.of(
                        bad("MissingParameter", "RoleArn", ""),
                        bad("InvalidParameter.RoleArn", "RoleArn", "message-operator"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::" + OWNER + ":user/amy"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram:cn-hangzhou:" + OWNER + ":role/x"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::enterprise-a:role/x"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::" + OWNER + ":role/"),
                        bad("InvalidParameter.RoleArn", "RoleArn", ROLE_ARN + "/session"),
                        bad("InvalidParameter.RoleArn", "RoleArn", ROLE_ARN + "\n"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::" + OWNER + ":role/*"),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::" + OWNER + ":role/" + "a".repeat(65)),
                        bad("InvalidParameter.RoleArn", "RoleArn", "acs:ram::١٠٠١٠٠٠٠٠٠٠٠٠٠٠١:role/x"),
                        bad("MissingParameter", "RoleSessionName", ""),
                        bad("InvalidParameter.RoleSessionName", "RoleSessionName", "a"),
                        bad("InvalidParameter.RoleSessionName", "RoleSessionName", "a".repeat(65)),
                        bad("InvalidParameter.RoleSessionName", "RoleSessionName", "a/b"),
                        bad("InvalidParameter.RoleSessionName", "RoleSessionName", "ämy"),
                        bad("InvalidParameter.RoleSessionName", "RoleSessionName", "amy\n"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "899"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "43201"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "-900"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "3600.0"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "4294968196"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "99999999999999999999"),
                        bad("InvalidParameter.DurationSeconds", "DurationSeconds", "٩٠٠"),
                        bad("InvalidParameter.ExternalId", "ExternalId", "x"),
                        bad("InvalidParameter.ExternalId", "ExternalId", "x".repeat(1225)),
                        bad("InvalidParameter.ExternalId", "ExternalId", "a b"),
                        bad("InvalidParameter.SourceIdentity", "SourceIdentity", "a"),
                        bad("InvalidParameter.SourceIdentity", "SourceIdentity", "a b"),
                        bad("InvalidParameter.SourceIdentity", "SourceIdentity", "a".repeat(65)),
                        bad("InvalidParameter.PolicyGrammar", "Policy", "{}"),
                        bad("InvalidParameter.PolicyGrammar", "Policy", "not JSON"),
                        bad("InvalidParameter.PolicyGrammar", "Policy", "[".repeat(2000)),
                        bad("InvalidParameter.PolicySize", "Policy", POLICY + " ".repeat(2048)))
                .map(c -> DynamicTest.dynamicTest(
                        c.code() + " for " + c.name() + " of " + c.value().length() + " characters", () -> {
                            ApiException refused = refusal(operation.permissions(call(USER, c.name(), c.value())));

                            assertThat(refused.code()).isEqualTo(c.code());
                            assertThat(refused.text()).contains(c.name());
                        }));
    }

    @Test
    void permissionIsOnTheRoleAsStoredWithItsTrustPolicyAndExternalId() {
        Invocation call =
                call(USER, Map.of("RoleArn", "acs:ram::" + OWNER + ":role/MESSAGE-operator", "ExternalId", "x=1"));

        Permission permission = permission(call);

        assertThat(permission.action()).isEqualTo("sts:AssumeRole");
        assertThat(permission.resource()).isEqualTo(ROLE_ARN);
        assertThat(permission.context()).containsEntry("sts:ExternalId", List.of("x=1"));
        AttachedPolicy trust = Objects.requireNonNull(permission.trust());
        assertThat(trust.ref().name()).isEqualTo("message-operator");
        assertThat(trust.ref().type()).isEqualTo("Trust");
        assertThat(trust.ref().attachedTo()).isEqualTo(ROLE_ARN);
        assertThat(trust.document().names(USER.forPolicy())).isTrue();
    }

    @Test
    void withoutExternalIdThereIsNoSuchConditionValue() {
        assertThat(permission(call(USER, Map.of())).context()).doesNotContainKey("sts:ExternalId");
    }

    @Test
    void unknownRoleIsToldToItsOwnAccountOnly() {
        Map<String, String> own = Map.of("RoleArn", "acs:ram::" + PARTNER + ":role/nothing");
        Map<String, String> foreign = Map.of("RoleArn", "acs:ram::" + OWNER + ":role/nothing");

        assertThat(refusal(operation.permissions(call(USER, own))).code()).isEqualTo("EntityNotExist.Role");
        Permission impossible = permission(call(USER, foreign));
        AttachedPolicy trust = Objects.requireNonNull(impossible.trust());
        assertThat(trust.document().isMalformed()).isFalse();
        assertThat(trust.document().names(USER.forPolicy())).isFalse();
        assertThat(refusal(operation.execute(call(USER, foreign), List.of(impossible)))
                        .code())
                .isEqualTo("NoPermission");
    }

    @Test
    void sessionStandsOnUserKeyRoleAndThePositionBeforeTheDecision() {
        Invocation call = call(USER, Map.of("Policy", POLICY, "DurationSeconds", "900"));
        List<Permission> granted = done(operation.permissions(call));
        directory.position = 99;

        Map<?, ?> credentials = credentials(done(operation.execute(call, granted)));
        Principal.RoleSession session = session(credentials);

        Instant issued = Instant.parse("2026-11-01T08:00:00Z");
        String id = (String) Objects.requireNonNull(credentials.get("AccessKeyId"));
        assertThat(id).matches("STS\\.[A-Za-z0-9]{24,}");
        assertThat(session.role()).isEqualTo(OPERATOR);
        assertThat(session.grant())
                .isEqualTo(new SessionGrant(id, AMY, List.of(), POLICY, null, issued, issued.plusSeconds(900), 42));
        assertThat(credentials.get("Expiration")).isEqualTo("2026-11-01T08:15:00Z");
        assertThat(credentials.get("AccessKeySecret"))
                .isEqualTo(secrets.derive("k1", id).reveal());
        assertThat(register.sessions)
                .containsExactly(new SessionRecord(
                        id,
                        OWNER,
                        OPERATOR.roleId(),
                        USER.arn(),
                        PARTNER,
                        false,
                        RoleClaims.textOf(session),
                        42,
                        issued,
                        issued.plusSeconds(900),
                        null));
    }

    @Test
    void answerNamesTheAssumedRole() {
        Answer answer = assume(USER, Map.of());

        assertThat(answer.fields()).containsOnlyKeys("AssumedRoleUser", "Credentials");
        assertThat(answer.fields().get("AssumedRoleUser"))
                .isEqualTo(Map.of("Arn", ROLE_ARN + "/amy@laptop", "AssumedRoleId", OPERATOR.roleId() + ":amy@laptop"));
    }

    @TestFactory
    Stream<DynamicTest> durationIsBoundedByTheRole() {
        return Stream.of(
                        new Lasting("", 7200, 3600),
                        new Lasting("", 3600, 3600),
                        new Lasting("", 1800, 1800),
                        new Lasting("900", 3600, 900),
                        new Lasting("7200", 7200, 7200),
                        new Lasting("43200", 43200, 43200))
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> {
                    directory.role(
                            OWNER, OPERATOR.roleId(), "message-operator", TRUSTED, Duration.ofSeconds(c.roleMaximum()));

                    SessionGrant grant = session(credentials(assume(USER, Map.of("DurationSeconds", c.asked()))))
                            .grant();

                    assertThat(Duration.between(grant.issuedAt(), grant.expiresAt()))
                            .isEqualTo(Duration.ofSeconds(c.granted()));
                }));
    }

    @Test
    void moreThanTheRolesMaximumIsRefused() {
        Invocation call = call(USER, Map.of("DurationSeconds", "7201"));
        List<Permission> granted = done(operation.permissions(call));

        assertThat(refusal(operation.execute(call, granted)).code()).isEqualTo("InvalidParameter.DurationSeconds");
        assertThat(register.sessions).isEmpty();
    }

    @Test
    void roleMadeAnewBetweenDecisionAndSessionIsNotAssumed() {
        Invocation call = call(USER, Map.of());
        List<Permission> granted = done(operation.permissions(call));
        directory.roles.clear();
        directory.role(OWNER, "3100000000000009", "message-operator", TRUSTED);

        assertThat(refusal(operation.execute(call, granted)).code()).isEqualTo("NoPermission");
    }

    @Test
    void chainedSessionRecordsTheChainAndEndsWithItsParent() {
        Principal.RoleSession parent = session(credentials(assume(
                USER,
                Map.of(
                        "RoleArn",
                        "acs:ram::" + PARTNER + ":role/hop",
                        "RoleSessionName",
                        "amy_1",
                        "DurationSeconds",
                        "900"))));

        Principal.RoleSession child = session(credentials(assume(parent, Map.of("DurationSeconds", "3600"))));

        assertThat(child.grant().source()).isEqualTo(AMY);
        assertThat(child.grant().parents())
                .containsExactly(new SessionLink(HOP, parent.grant().accessKeyId(), 42));
        assertThat(child.grant().expiresAt()).isEqualTo(parent.grant().expiresAt());
        SessionRecord registered = register.sessions.get(1);
        assertThat(registered.sourceArn()).isEqualTo(AMY.arn());
        assertThat(registered.chained()).isTrue();
        assertThat(RoleClaims.read(registered.claims())).isEqualTo(child);
        assertThat(refusal(operation.permissions(call(child, Map.of()))).code()).isEqualTo("NoPermission");
    }

    @Test
    void chainedSessionMayEndBeforeItsParent() {
        Principal.RoleSession parent = session(credentials(
                assume(USER, Map.of("RoleArn", "acs:ram::" + PARTNER + ":role/hop", "DurationSeconds", "7200"))));

        Principal.RoleSession child = session(credentials(assume(parent, Map.of("DurationSeconds", "900"))));

        assertThat(child.grant().expiresAt()).isEqualTo(Instant.parse("2026-11-01T08:15:00Z"));
    }

    @Test
    void sessionOfSomebodyLoggedOnStandsOnTheLogOnAndEndsWithIt() {
        Invocation key = call(USER, Map.of("DurationSeconds", "7200"));
        Invocation call = new Invocation(
                USER,
                Sessions.logon(),
                Sessions.logon().accessKeyId(),
                key.parameters(),
                key.requestId(),
                key.sourceIp(),
                key.time());

        Principal.RoleSession session =
                session(credentials(done(operation.execute(call, done(operation.permissions(call))))));

        assertThat(session.grant().source()).isEqualTo(Sessions.AMY_LOGGED_ON);
        assertThat(session.grant().expiresAt()).isEqualTo(Sessions.EXPIRES);
    }

    @Test
    void sourceIdentityIsDecidedAboutAndKeptThroughTheChain() {
        Map<String, String> first = Map.of("RoleArn", "acs:ram::" + PARTNER + ":role/hop", "SourceIdentity", "amy@b");
        assertThat(permission(call(USER, first)).context()).containsEntry("sts:SourceIdentity", List.of("amy@b"));
        Principal.RoleSession parent = session(credentials(assume(USER, first)));

        assertThat(permission(call(parent, Map.of())).context()).containsEntry("sts:SourceIdentity", List.of("amy@b"));
        Principal.RoleSession child = session(credentials(assume(parent, Map.of("SourceIdentity", "amy@b"))));
        assertThat(child.grant().sourceIdentity()).isEqualTo("amy@b");
        assertThat(refusal(operation.permissions(call(parent, "SourceIdentity", "bob@b")))
                        .code())
                .isEqualTo("InvalidParameter.SourceIdentity");
    }

    @Test
    void sourceIdentityMayBeginInTheMiddleOfAChain() {
        Principal.RoleSession parent =
                session(credentials(assume(USER, Map.of("RoleArn", "acs:ram::" + PARTNER + ":role/hop"))));

        Principal.RoleSession child = session(credentials(assume(parent, Map.of("SourceIdentity", "amy@b"))));

        assertThat(parent.grant().sourceIdentity()).isNull();
        assertThat(child.grant().sourceIdentity()).isEqualTo("amy@b");
    }

    @Test
    void nothingIsHandedOutThatCouldNotBeRegistered() {
        register.away = true;
        Invocation call = call(USER, Map.of());
        List<Permission> granted = done(operation.permissions(call));

        assertThat(operation.execute(call, granted).toCompletableFuture()).isCompletedExceptionally();
    }

    private record Bad(String code, String name, String value) {}

    private record Lasting(String asked, int roleMaximum, int granted) {}

    private static Bad bad(String code, String name, String value) {
        return new Bad(code, name, value);
    }

    private Answer assume(Principal caller, Map<String, String> parameters) {
        Invocation call = call(caller, parameters);
        return done(operation.execute(call, done(operation.permissions(call))));
    }

    private Permission permission(Invocation call) {
        List<Permission> permissions = done(operation.permissions(call));
        assertThat(permissions).hasSize(1);
        return permissions.get(0);
    }

    private Principal.RoleSession session(Map<?, ?> credentials) {
        return (Principal.RoleSession) tokens.verify((String) Objects.requireNonNull(credentials.get("SecurityToken")))
                .result()
                .orElseThrow()
                .session();
    }

    private static Map<?, ?> credentials(Answer answer) {
        return (Map<?, ?>) Objects.requireNonNull(answer.fields().get("Credentials"));
    }

    private static Invocation call(Principal caller, String name, String value) {
        return call(caller, Map.of(name, value));
    }

    private static Invocation call(Principal caller, Map<String, String> changes) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("RoleArn", ROLE_ARN);
        parameters.put("RoleSessionName", OPERATOR.sessionName());
        parameters.putAll(changes);
        return new Invocation(
                caller, null, AMY.accessKeyId(), new Parameters(parameters), "request-1", "127.0.0.1", NOW);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    private static ApiException refusal(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> stage.toCompletableFuture().join());
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCauseInstanceOf(ApiException.class);
        return (ApiException) Objects.requireNonNull(thrown.getCause());
    }
}
