package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.sts20150401.models.AssumeRoleWithOIDCRequest;
import com.aliyun.sts20150401.models.AssumeRoleWithOIDCResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import io.rolegate.cli.RunningGateway;
import io.rolegate.journey.Wire.Reply;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.sts.oidc.TestIssuer;
import io.rolegate.sts.oidc.TestKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Federation with a real issuer: its tokens open sessions, without an access key, by an official SDK and by hand. */
class OidcIT {
    private static final TestKey KEY = TestKey.rsa("k1");
    private static final int PER_ADDRESS = 30;

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static RunningGateway gateway;
    private static Cast cast;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        issuer = TestIssuer.start(vertx);
        issuer.publish(KEY);
        gateway = RunningGateway.start(Map.of(
                "oidc.allowedAddresses",
                "127.0.0.0/8",
                "limits.unsignedPerMinutePerAddress",
                Integer.toString(PER_ADDRESS)));
        cast = new Cast(gateway);
        wire = Wire.to(gateway.gateway(), gateway.clock());
        ims(
                "CreateOIDCProvider",
                Map.of(
                        "OIDCProviderName",
                        "Forge",
                        "IssuerUrl",
                        issuer.url(),
                        "ClientIds",
                        TestIssuer.CLIENT,
                        "Fingerprints",
                        issuer.certificate().sha256()));
    }

    @AfterAll
    static void stop() throws Exception {
        wire.close();
        gateway.close();
        issuer.close();
        vertx.close().await();
    }

    @Test
    void officialSdkExchangesATokenForASessionThatWorks() throws Exception {
        Cast.PartnerRole role = role("repo:acme/*");

        AssumeRoleWithOIDCResponseBody answer = assume(role, token("repo:acme/shop"));

        assertThat(answer.getOIDCTokenInfo().getIssuer()).isEqualTo(issuer.url());
        assertThat(answer.getOIDCTokenInfo().getSubject()).isEqualTo("repo:acme/shop");
        assertThat(answer.getOIDCTokenInfo().getClientIds()).isEqualTo(TestIssuer.CLIENT);
        assertThat(answer.getOIDCTokenInfo().getVerificationInfo()).isEqualTo("Success");
        assertThat(answer.getOIDCTokenInfo().getIssuanceTime()).isNotBlank();
        assertThat(answer.getOIDCTokenInfo().getExpirationTime()).isNotBlank();
        assertThat(answer.getAssumedRoleUser().getArn()).isEqualTo(role.arn() + "/build-7");
        Sdk session = cast.as(credentials(answer));
        assertThat(session.sts().getCallerIdentity().getBody().getIdentityType())
                .isEqualTo("AssumedRoleUser");
        assertThat(session.containerService()
                        .describeClustersV1(new com.aliyun.cs20151215.models.DescribeClustersV1Request())
                        .getStatusCode())
                .isEqualTo(200);
        Awaitility.await().untilAsserted(() -> assertThat(Files.readString(gateway.auditFile()))
                .contains("\"principalType\":\"Federated\"")
                .contains("\"eventName\":\"AssumeRoleWithOIDC\"")
                .contains("\"sourceIdentity\":\"" + providerArn("Forge") + "/repo:acme/shop\""));
    }

    @Test
    void subjectThatTheTrustPolicyLeavesOutIsDenied() throws Exception {
        Cast.PartnerRole role = role("repo:acme/*");

        TeaException refused =
                catchThrowableOfType(TeaException.class, () -> assume(role, token("repo:stranger/shop")));

        assertThat(refused.getCode()).isEqualTo("NoPermission");
        Map<?, ?> detail = (Map<?, ?>) Objects.requireNonNull(refused.getData().get("AccessDeniedDetail"));
        assertThat(detail.get("AuthPrincipalType")).isEqualTo("Federated");
        assertThat(detail.get("PolicyType")).isEqualTo("AssumeRolePolicy");
    }

    @Test
    void sessionEndsWithTheTrustInTheProvider() throws Exception {
        Cast.PartnerRole role = role("*");
        SigningCredentials session = credentials(assume(role, token("x")));
        String trust = Cast.trusting("acs:ram::" + cast.accountA() + ":root");

        cast.ownerA()
                .ram()
                .updateRole(new com.aliyun.ram20150501.models.UpdateRoleRequest()
                        .setRoleName(role.name())
                        .setNewAssumeRolePolicyDocument(trust));

        assertThat(code(session)).isEqualTo("InvalidSecurityToken.Revoked");
    }

    @Test
    void sessionEndsWithTheProvider() throws Exception {
        try (TestIssuer other = TestIssuer.start(vertx)) {
            other.publish(KEY);
            String name = cast.name("provider");
            Map<String, String> provider = Map.of(
                    "OIDCProviderName",
                    name,
                    "IssuerUrl",
                    other.url(),
                    "ClientIds",
                    TestIssuer.CLIENT,
                    "Fingerprints",
                    other.certificate().sha1());
            ims("CreateOIDCProvider", provider);
            Cast.PartnerRole role = role(providerArn(name), "*");
            AssumeRoleWithOIDCRequest request =
                    request(role, KEY.sign("RS256", claims(other, "x"))).setOIDCProviderArn(providerArn(name));
            SigningCredentials session =
                    credentials(anonymous().assumeRoleWithOIDC(request).getBody());
            assertThat(code(session)).isEmpty();

            ims("DeleteOIDCProvider", Map.of("OIDCProviderName", name));
            assertThat(code(session)).isEqualTo("InvalidSecurityToken.Revoked");

            ims("CreateOIDCProvider", provider);
            assertThat(code(session)).isEqualTo("InvalidSecurityToken.Revoked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature=x", "AccessKeyId=LTAIx", "SecurityToken=x", "AccessKeyId=LTAIx&Signature=x"})
    void credentialsInParametersAreRefusedRatherThanIgnored(String credentials) throws Exception {
        Reply reply = post("/?" + credentials, form(parameters(role("*"), token("x"))));

        assertThat(reply.outcome()).isEqualTo("400 InvalidParameter");
        assertThat(reply.body()).contains("called without credentials");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization,Bearer abc",
        "authorization,ACS3-HMAC-SHA256 Credential=LTAIx",
        "x-acs-security-token,abc",
        "x-acs-accesskey-id,LTAIx",
        "security-token,abc"
    })
    void credentialsInHeadersAreRefusedRatherThanIgnored(String header, String value) throws Exception {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/x-www-form-urlencoded"));
        headers.put(header, value);

        Reply reply = wire.sendUnsigned("POST", "/", headers, form(parameters(role("*"), token("x"))));

        assertThat(reply.outcome()).isEqualTo("400 InvalidParameter");
    }

    @Test
    void soundSignatureIsRefusedToo() throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.RPC, "POST", "/");
        parameters(role("*"), token("x")).forEach(request::form);

        Reply reply = wire.call(request.build(), gateway.enterpriseA().credentials());

        assertThat(reply.outcome()).isEqualTo("400 InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AssumeRole", "GetCallerIdentity"})
    void otherOperationsNeedASignature(String action) throws Exception {
        Map<String, String> parameters = parameters(role("*"), token("x"));
        parameters.put("Action", action);

        assertThat(post("/", form(parameters)).outcome()).isEqualTo("400 MissingParameter");
    }

    @Test
    void parametersMayStandInTheQueryAndAnswersInXml() throws Exception {
        Map<String, String> parameters = parameters(role("*"), token("x"));
        parameters.put("Format", "XML");

        Reply reply = wire.sendUnsigned("GET", "/?" + form(parameters), Map.of());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).startsWith("<?xml").contains("<AssumeRoleWithOIDCResponse>", "<OIDCTokenInfo>");
    }

    @Test
    void repeatedParameterIsRefused() throws Exception {
        String form = form(parameters(role("*"), token("x")));

        assertThat(post("/?RoleArn=acs%3Aram%3A%3A1%3Arole%2Fx", form).outcome())
                .isEqualTo("400 InvalidParameter");
    }

    @Test
    void bodyOfAnotherKindIsRefused() throws Exception {
        String query = form(parameters(role("*"), token("x")));

        Reply reply =
                wire.sendUnsigned("POST", "/?" + query, Map.of("content-type", "application/json"), "{\"Policy\":1}");

        assertThat(reply.outcome()).isEqualTo("400 InvalidHeader");
    }

    @Test
    void addressThatCallsTooOftenIsSlowedDownAlone() throws Exception {
        try (Wire busy = Wire.from("127.0.0.9", gateway.gateway(), gateway.clock())) {
            Map<String, String> bad = Map.of("Action", "AssumeRoleWithOIDC", "Version", "2015-04-01");
            String last = "";
            for (int call = 0; call <= PER_ADDRESS + 5; call++) {
                last = busy.sendUnsigned("GET", "/?" + form(bad), Map.of()).outcome();
            }

            assertThat(last).isEqualTo("429 Throttling.User");
        }
        assertThat(post("/", form(parameters(role("*"), token("x")))).status()).isEqualTo(200);
    }

    private static Cast.PartnerRole role(String subjects) throws Exception {
        return role(providerArn("Forge"), subjects);
    }

    private static Cast.PartnerRole role(String providerArn, String subjects) throws Exception {
        return cast.role(
                Cast.allowing("cs:*", "*"),
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Federated":["%s"]},\
                "Condition":{"StringLike":{"oidc:sub":"%s"}}}]}"""
                        .formatted(providerArn, subjects));
    }

    private static String providerArn(String name) {
        return "acs:ram::" + cast.accountA() + ":oidc-provider/" + name;
    }

    private static String token(String subject) {
        return KEY.sign("RS256", claims(issuer, subject));
    }

    private static JsonObject claims(TestIssuer by, String subject) {
        Instant now = gateway.clock().instant();
        return new JsonObject()
                .put("iss", by.url())
                .put("aud", TestIssuer.CLIENT)
                .put("sub", subject)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plusSeconds(600).getEpochSecond());
    }

    private static AssumeRoleWithOIDCRequest request(Cast.PartnerRole role, String token) {
        return new AssumeRoleWithOIDCRequest()
                .setOIDCProviderArn(providerArn("Forge"))
                .setOIDCToken(token)
                .setRoleArn(role.arn())
                .setRoleSessionName("build-7");
    }

    private static AssumeRoleWithOIDCResponseBody assume(Cast.PartnerRole role, String token) throws Exception {
        return anonymous().assumeRoleWithOIDC(request(role, token)).getBody();
    }

    private static com.aliyun.sts20150401.Client anonymous() throws Exception {
        return new com.aliyun.sts20150401.Client(config());
    }

    private static Config config() {
        return new Config()
                .setEndpoint(
                        gateway.gateway().getHost() + ":" + gateway.gateway().getPort())
                .setProtocol("http")
                .setRegionId("cn-hangzhou");
    }

    private static SigningCredentials credentials(AssumeRoleWithOIDCResponseBody answer) {
        var credentials = answer.getCredentials();
        return new SigningCredentials(
                credentials.getAccessKeyId(), credentials.getAccessKeySecret(), credentials.getSecurityToken());
    }

    /** The code that a session's next call is refused with; empty where it is not. */
    private static String code(SigningCredentials session) throws Exception {
        return wire.call(
                        UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                                .action("GetCallerIdentity")
                                .version("2015-04-01")
                                .build(),
                        session)
                .code();
    }

    /** An operation of the identity API, for which there is no client here, by the SDKs' generic call. */
    private static Map<String, ?> ims(String action, Map<String, String> parameters) throws Exception {
        SigningCredentials owner = gateway.enterpriseA().credentials();
        return new com.aliyun.teaopenapi.Client(
                        config().setAccessKeyId(owner.accessKeyId()).setAccessKeySecret(owner.secret()))
                .callApi(
                        new Params()
                                .setAction(action)
                                .setVersion("2019-08-15")
                                .setProtocol("HTTP")
                                .setMethod("POST")
                                .setAuthType("AK")
                                .setStyle("RPC")
                                .setPathname("/")
                                .setReqBodyType("formData")
                                .setBodyType("json"),
                        new OpenApiRequest().setQuery(new HashMap<>(parameters)),
                        new RuntimeOptions());
    }

    private static Map<String, String> parameters(Cast.PartnerRole role, String token) {
        return new TreeMap<>(Map.of(
                "Action",
                "AssumeRoleWithOIDC",
                "Version",
                "2015-04-01",
                "OIDCProviderArn",
                providerArn("Forge"),
                "OIDCToken",
                token,
                "RoleArn",
                role.arn(),
                "RoleSessionName",
                "build-7"));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    private static Reply post(String target, String form) throws Exception {
        return wire.sendUnsigned("POST", target, Map.of("content-type", "application/x-www-form-urlencoded"), form);
    }
}
