package io.rolegate.sts;

import static io.rolegate.sts.Sessions.OWNER;
import static io.rolegate.sts.Sessions.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.api.UnsignedOperation;
import io.rolegate.identity.IdToken;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Principal;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.Decision;
import io.rolegate.policy.MapContext;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementEngine;
import io.rolegate.policy.Verdict;
import io.rolegate.sts.oidc.IdTokens;
import io.rolegate.sts.oidc.TestIssuer;
import io.rolegate.sts.oidc.TestKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleWithOidcTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00.750Z");
    private static final TestKey KEY = TestKey.curve("k1", 256);
    private static final String PROVIDER_ARN = "acs:ram::" + OWNER + ":oidc-provider/Forge";
    private static final String ROLE_ARN = "acs:ram::" + OWNER + ":role/deployer";

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestIssuer ISSUER = TestIssuer.start(VERTX);
    private static final IdTokens ID_TOKENS = new IdTokens(VERTX, () -> NOW, TestIssuer.settings());

    private final RotatableKeys keys = new RotatableKeys().add("k1");
    private final MemoryDirectory directory = new MemoryDirectory();
    private final RegisterInMemory register = new RegisterInMemory();
    private final SecurityTokens tokens = new SecurityTokens(VERTX, keys);
    private final UnsignedOperation operation = (UnsignedOperation) Objects.requireNonNull(StsOperations.catalogue(
                    directory,
                    register,
                    new SessionIssuer(tokens, new SessionSecrets(keys)),
                    ID_TOKENS,
                    StsSettings.defaults())
            .find("AssumeRoleWithOIDC"));

    @BeforeAll
    static void publish() {
        ISSUER.publish(KEY);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        VERTX.close().await();
    }

    @BeforeEach
    void fill() {
        provider(List.of(ISSUER.certificate().sha256()));
        directory.trusting(OWNER, "r-1", "deployer", "\"Federated\":[\"" + PROVIDER_ARN + "\"]");
    }

    private void provider(List<String> fingerprints) {
        directory.oidcProvider(new OidcProvider(
                "op-1",
                OWNER,
                "Forge",
                ISSUER.url(),
                new OidcProvider.Details(List.of(TestIssuer.CLIENT), fingerprints, "", Duration.ofHours(12)),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    @Test
    void tokenOfTheProviderOpensASessionThatStandsOnIt() throws Exception {
        Map<String, Object> answer = call(Map.of("DurationSeconds", "900")).fields();

        assertThat(answer.get("AssumedRoleUser"))
                .isEqualTo(Map.of("Arn", ROLE_ARN + "/build-7", "AssumedRoleId", "r-1:build-7"));
        assertThat(answer.get("OIDCTokenInfo"))
                .isEqualTo(Map.of(
                        "Issuer", ISSUER.url(),
                        "Subject", "repo:acme/shop",
                        "ClientIds", TestIssuer.CLIENT,
                        "IssuanceTime", "2026-11-01T07:59:50Z",
                        "ExpirationTime", "2026-11-01T08:10:00Z",
                        "VerificationInfo", "Success"));
        Map<?, ?> credentials = (Map<?, ?>) Objects.requireNonNull(answer.get("Credentials"));
        assertThat(credentials.get("Expiration")).isEqualTo("2026-11-01T08:15:00Z");
        Principal.RoleSession session =
                (Principal.RoleSession) tokens.verify(Objects.toString(credentials.get("SecurityToken")))
                        .await(10, TimeUnit.SECONDS)
                        .orElseThrow()
                        .session();
        assertThat(session.grant().source())
                .isEqualTo(new SessionSource.Federated(OWNER, "op-1", "Forge", "repo:acme/shop"));
        assertThat(session.grant().depth()).isOne();
        assertThat(new SessionLiveness(directory).check(session).toCompletableFuture())
                .isCompletedWithValueMatching(Liveness.Alive.class::isInstance);
    }

    @Test
    void trustPolicyDecidesByIssuerAudienceAndSubject() {
        Permission permission = permissions(Map.of()).get(0);

        assertThat(permission.action()).isEqualTo("sts:AssumeRole");
        assertThat(permission.resource()).isEqualTo(ROLE_ARN);
        assertThat(permission.context())
                .containsEntry("oidc:iss", List.of(ISSUER.url()))
                .containsEntry("oidc:aud", List.of(TestIssuer.CLIENT))
                .containsEntry("oidc:sub", List.of("repo:acme/shop"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"StringEquals\":{\"oidc:sub\":\"repo:acme/shop\"}'|ALLOW",
                "'\"StringLike\":{\"oidc:sub\":\"repo:acme/*\"}'|ALLOW",
                "'\"StringEquals\":{\"oidc:aud\":[\"client-1\",\"x\"]}'|ALLOW",
                "'\"StringEquals\":{\"oidc:sub\":\"repo:acme/other\"}'|IMPLICIT_DENY",
                "'\"StringEquals\":{\"oidc:aud\":\"client-2\"}'|IMPLICIT_DENY",
                "'\"StringEquals\":{\"oidc:iss\":\"https://other.example\"}'|IMPLICIT_DENY",
                "'\"StringEquals\":{\"sts:ExternalId\":\"x1\"}'|IMPLICIT_DENY"
            })
    void conditionsOfTheTrustPolicyAreHeld(String condition, Verdict expected) {
        directory.trusting(
                OWNER, "r-1", "deployer", "\"Federated\":[\"" + PROVIDER_ARN + "\"]},\"Condition\":{" + condition);

        assertThat(decide(Map.of("ExternalId", "x1")).verdict()).isEqualTo(expected);
    }

    @Test
    void roleThatTrustsAccountsOrAnotherProviderOnlyIsDenied() {
        directory.role(OWNER, "r-1", "deployer", "acs:ram::" + OWNER + ":root");
        assertThat(decide(Map.of()).verdict()).isEqualTo(Verdict.IMPLICIT_DENY);

        directory.trusting(OWNER, "r-1", "deployer", "\"Federated\":[\"" + PROVIDER_ARN + "2\"]");
        assertThat(decide(Map.of()).verdict()).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void unknownRoleIsDeniedLikeOneThatDoesNotTrustTheProvider() {
        assertThat(decide(Map.of("RoleArn", "acs:ram::" + OWNER + ":role/nobody"))
                        .verdict())
                .isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void roleOfAnotherAccountIsDeniedAlthoughItTrustsTheProvider() {
        directory.trusting(PARTNER, "r-2", "deployer", "\"Federated\":[\"" + PROVIDER_ARN + "\"]");

        assertThat(decide(Map.of("RoleArn", "acs:ram::" + PARTNER + ":role/deployer"))
                        .verdict())
                .isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "OIDCProviderArn,'',MissingParameter",
        "OIDCProviderArn,Forge,InvalidParameter.OIDCProviderArn",
        "OIDCProviderArn,acs:ram::1001000000000001:role/Forge,InvalidParameter.OIDCProviderArn",
        "OIDCProviderArn,acs:ram::1001000000000001:oidc-provider/nobody,AuthenticationFail.NoPermission",
        "OIDCToken,'',MissingParameter",
        "OIDCToken,a.b.c,AuthenticationFail.OIDCToken.Invalid",
        "RoleArn,'',MissingParameter",
        "RoleArn,deployer,InvalidParameter.RoleArn",
        "RoleSessionName,'',MissingParameter",
        "RoleSessionName,a b,InvalidParameter.RoleSessionName",
        "DurationSeconds,899,InvalidParameter.DurationSeconds",
        "Policy,{},InvalidParameter.PolicyGrammar"
    })
    void badParametersAreRefusedByName(String name, String value, String code) {
        assertThat(refusal(Map.of(name, value)).code()).isEqualTo(code);
    }

    @Test
    void durationBeyondTheRolesMaximumIsRefused() {
        ApiException refused =
                Assertions.catchThrowableOfType(ApiException.class, () -> call(Map.of("DurationSeconds", "43200")));

        assertThat(refused.code()).isEqualTo("InvalidParameter.DurationSeconds");
    }

    @Test
    void expiredTokenIsToldFromABadOne() {
        String expired = KEY.sign("ES256", claims().put("exp", NOW.getEpochSecond()));

        assertThat(refusal(Map.of("OIDCToken", expired)).code()).isEqualTo("AuthenticationFail.OIDCToken.Expired");
    }

    @Test
    void certificateWithoutAFingerprintOfTheProviderIsTold() {
        provider(List.of("00".repeat(20)));

        assertThat(refusal(Map.of()).code()).isEqualTo("AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch");
    }

    @Test
    void whyKeysCannotBeHadIsNotToldToCallers() {
        provider(List.of());

        ApiException refused = refusal(Map.of());

        assertThat(refused.code()).isEqualTo("AuthenticationFail.OIDCToken.IssuerUnavailable");
        assertThat(refused.text()).isEqualTo("The issuer's keys can't be had at present.");
        assertThat(refused.getCause()).hasMessageContaining("certification path");
    }

    @Test
    void deletedProviderIsUnknownAtOnce() {
        directory.oidcProviders.clear();

        assertThat(refusal(Map.of()).code()).isEqualTo("AuthenticationFail.NoPermission");
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", ISSUER.url())
                .put("aud", TestIssuer.CLIENT)
                .put("sub", "repo:acme/shop")
                .put("iat", NOW.minusSeconds(10).getEpochSecond())
                .put("exp", NOW.plusSeconds(600).getEpochSecond());
    }

    private static Parameters parameters(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "OIDCProviderArn",
                PROVIDER_ARN,
                "OIDCToken",
                KEY.sign("ES256", claims()),
                "RoleArn",
                ROLE_ARN,
                "RoleSessionName",
                "build-7"));
        values.putAll(changes);
        return new Parameters(values);
    }

    private Invocation invocation(Parameters parameters) {
        Principal caller = get(operation.identify(parameters));
        IdToken token = ((Principal.FederatedUser) caller).token();
        assertThat(caller.id()).isEqualTo(token.subject());
        return new Invocation(caller, null, null, parameters, "REQ", "192.0.2.1", NOW);
    }

    private List<Permission> permissions(Map<String, String> changes) {
        return get(operation.permissions(invocation(parameters(changes))));
    }

    private Decision decide(Map<String, String> changes) {
        Invocation call = invocation(parameters(changes));
        Permission permission = get(operation.permissions(call)).get(0);
        return new StatementEngine()
                .prepare(
                        PolicySet.empty().withTrust(Objects.requireNonNull(permission.trust())),
                        call.caller().forPolicy(),
                        permission.action(),
                        permission.resource())
                .decide(MapContext.of(permission.context()));
    }

    private Answer call(Map<String, String> changes) {
        Invocation call = invocation(parameters(changes));
        return get(operation.execute(call, get(operation.permissions(call))));
    }

    private ApiException refusal(Map<String, String> changes) {
        return Assertions.catchThrowableOfType(ApiException.class, () -> get(operation.identify(parameters(changes))));
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }
}
