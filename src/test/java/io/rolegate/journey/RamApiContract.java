package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.ram20150501.models.ListUsersRequest;
import com.aliyun.tea.TeaException;
import io.rolegate.cli.RunningGateway;
import io.rolegate.identity.Secret;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.ram.Example;
import io.rolegate.ram.World;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole RAM API through the running gateway by the official SDK, on one kind of database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RamApiContract {
    private static final Pattern LAST_USE = Pattern.compile("\"LastUsedDate\":\"[^\"]*\"");
    private static final String DENIED = "403 NoPermission";
    private static final String DONE = "200";

    private final RunningGateway gateway;
    private final Cast cast;
    private final Wire wire;
    private World world;
    private Staff tester;
    private Staff self;

    /** A user of A with a key, and a policy of its own that tests rewrite. */
    private record Staff(String name, SigningCredentials credentials) {}

    RamApiContract(TestDatabases.Kind kind) throws Exception {
        StoreSettings store = kind.fresh();
        Map<String, String> settings = new HashMap<>(Map.of("store.url", store.jdbcUrl()));
        Secret key = store.keyFromEnvironment();
        if (key != null) {
            settings.put("store.key", key.reveal());
        }
        gateway = RunningGateway.start(settings);
        cast = new Cast(gateway);
        wire = Wire.to(gateway.gateway(), gateway.clock());
    }

    @BeforeAll
    void makeWorld() throws Exception {
        ask(cast.ownerB(), "SetAccountAlias", "AccountAlias", World.TAKEN_ALIAS);
        world = World.make(
                (example, parameters) -> RamSdk.call(cast.ownerA(), example, parameters),
                InstantSource.system(),
                cast.accountA());
        tester = staff("Tester");
        self = staff("Self");
    }

    @AfterAll
    void close() throws Exception {
        wire.close();
        gateway.close();
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> refusalIsTheOriginals() {
        return Example.refusals().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.operation() + " " + example.refusal(),
                        () -> assertThat(outcome(caller(example), example)).isEqualTo(example.refusal())));
    }

    @Order(2)
    @TestFactory
    Stream<DynamicTest> xmlSaysTheSameAsJson() {
        return Example.operations().stream()
                .filter(example -> example.as() == null
                        && (example.operation().startsWith("Get")
                                || example.operation().startsWith("List")))
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    Wire.Reply json = wire.call(request(example, "JSON"), ownerA());
                    Wire.Reply xml = wire.call(request(example, "XML"), ownerA());

                    assertThat(json.status()).isEqualTo(200);
                    assertThat(Leaves.ofXml(xml.body(), example.operation() + "Response"))
                            .isEqualTo(Leaves.ofJson(json.body()));
                }));
    }

    @Order(3)
    @Test
    void nothingOfAnAccountIsReadOrChangedByAnother() throws Exception {
        Map<String, String> before = readAll(ownerA());
        SigningCredentials stranger = gateway.enterpriseB().credentials();

        for (Example example : Example.operations()) {
            if (example.as() == null) {
                Wire.Reply reply = wire.call(request(example, "JSON"), stranger);

                // A refusal repeats what was asked for.
                if (reply.status() == 200) {
                    assertThat(reply.body())
                            .as(example.operation())
                            .doesNotContain("acs:ram::" + cast.accountA() + ":");
                }
                if (example.parameters().values().stream().anyMatch(RamApiContract::isOfOneAccountOnly)) {
                    assertThat(reply.status()).as(example.operation()).isIn(403, 404);
                }
            }
        }

        ask(cast.ownerB(), "SetAccountAlias", "AccountAlias", World.TAKEN_ALIAS);
        assertThat(readAll(ownerA())).isEqualTo(before);
    }

    private static boolean isOfOneAccountOnly(String parameter) {
        return parameter.startsWith("$key") || parameter.startsWith("$mfa");
    }

    /** What every reading operation answers, but for when keys were last used, which is noted some time after. */
    private Map<String, String> readAll(SigningCredentials caller) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Example example : Example.operations()) {
            if (example.as() == null
                    && (example.operation().startsWith("Get")
                            || example.operation().startsWith("List"))) {
                Wire.Reply reply = wire.call(request(example, "JSON"), caller);
                answers.put(
                        example.operation() + " " + example.parameters(),
                        LAST_USE.matcher(reply.body().replace(reply.requestId(), ""))
                                .replaceAll(""));
            }
        }
        return answers;
    }

    @Order(4)
    @TestFactory
    Stream<DynamicTest> everyOperationIsDoneByWhoIsAllowedAllOfItsResources() {
        return Example.operations().stream()
                .map(example -> DynamicTest.dynamicTest(example.operation(), () -> {
                    if (example.as() != null) {
                        assertThat(outcome(caller(example), example)).isEqualTo(DONE);
                        return;
                    }
                    List<String> resources = resources(example);
                    allow(tester, "Allow", "ram:Nothing", List.of("*"));
                    assertThat(outcome(cast.as(tester.credentials()), example)).isEqualTo(DENIED);
                    for (String missing : resources.size() == 1 ? List.<String>of() : resources) {
                        List<String> others = new ArrayList<>(resources);
                        others.remove(missing);
                        allow(tester, "Allow", "ram:" + example.operation(), others);
                        assertThat(outcome(cast.as(tester.credentials()), example))
                                .isEqualTo(DENIED);
                    }
                    allow(tester, "Allow", "ram:" + example.operation(), resources);
                    assertThat(outcome(cast.as(tester.credentials()), example)).isEqualTo(DONE);
                }));
    }

    @Order(5)
    @Test
    void preferenceLetsUsersManageTheirOwnCredentialsUnlessDenied() throws Exception {
        Sdk own = cast.as(self.credentials());
        Example device = example("CreateVirtualMFADevice", "VirtualMFADeviceName", "Self");
        ask(
                cast.ownerA(),
                "SetSecurityPreference",
                "AllowUserToManageAccessKeys",
                "false",
                "AllowUserToManageMFADevices",
                "false");
        assertThat(outcome(own, example("ListAccessKeys"))).isEqualTo(DENIED);
        assertThat(outcome(own, device)).isEqualTo(DENIED);

        ask(
                cast.ownerA(),
                "SetSecurityPreference",
                "AllowUserToManageAccessKeys",
                "true",
                "AllowUserToManageMFADevices",
                "true");

        assertThat(outcome(own, example("ListAccessKeys"))).isEqualTo(DONE);
        assertThat(outcome(own, example("ListAccessKeys", "UserName", "Self"))).isEqualTo(DONE);
        assertThat(outcome(own, example("ListAccessKeys", "UserName", "Amy"))).isEqualTo(DENIED);
        assertThat(outcome(own, device)).isEqualTo(DONE);
        assertThat(outcome(own, example("CreateVirtualMFADevice", "VirtualMFADeviceName", "another")))
                .isEqualTo(DENIED);

        allow(self, "Deny", "ram:*", List.of("*"));
        assertThat(outcome(own, example("ListAccessKeys"))).isEqualTo(DENIED);
    }

    @Order(6)
    @Test
    void lastUseIsThatOfTheKeysCalls() throws Exception {
        assertThat(lastUsed("OnlyKey")).isEmpty();
        World.AccessKey key = world.key("OnlyKey");
        Sdk sdk = cast.as(new SigningCredentials(key.id(), key.secret(), null));

        assertThat(outcome(sdk, example("ListUsers"))).isEqualTo(DENIED);

        await().atMost(Duration.ofSeconds(30)).until(() -> !lastUsed("OnlyKey").isEmpty());
    }

    @Order(7)
    @Test
    void accountsDoNotReachEachOther() throws Exception {
        assertThat(outcome(cast.ownerB(), example("GetUser", "UserName", "Amy")))
                .isEqualTo("404 EntityNotExist.User");
        assertThat(outcome(cast.ownerB(), example("DeleteAccessKey", "UserAccessKeyId", "$key:Amy")))
                .isEqualTo("404 EntityNotExist.User.AccessKey");
        assertThat(outcome(cast.ownerB(), example("DeleteVirtualMFADevice", "SerialNumber", "$mfa:tablet")))
                .isEqualTo(DENIED);
    }

    @Order(8)
    @ParameterizedTest
    @CsvSource({
        "UserName=a&UserName=b, UserName",
        "UserName=%FF, ''",
        "UserName=%C0%80, ''",
        "UserName=%ED%A0%80, ''",
        "UserName=%4, ''"
    })
    void whatCanBeReadTwoWaysOrNotAtAllIsRefused(String query, String named) throws Exception {
        Wire.Reply reply = wire.sendUnsigned("GET", "/?Action=DeleteUser&Version=2015-05-01&" + query, Map.of());

        assertThat(reply.outcome()).isEqualTo("400 InvalidParameter");
        assertThat(reply.body()).contains(named);
    }

    @Order(9)
    @Test
    void pagesAreTheWholeList() throws Exception {
        List<String> whole = new ArrayList<>();
        cast.ownerA()
                .ram()
                .listUsers(new ListUsersRequest())
                .getBody()
                .getUsers()
                .getUser()
                .forEach(user -> whole.add(user.getUserName()));
        List<String> paged = new ArrayList<>();
        String marker = null;
        do {
            var page = cast.ownerA()
                    .ram()
                    .listUsers(new ListUsersRequest().setMaxItems(3).setMarker(marker))
                    .getBody();
            page.getUsers().getUser().forEach(user -> paged.add(user.getUserName()));
            marker = page.getIsTruncated() ? page.getMarker() : null;
        } while (marker != null);

        assertThat(whole).hasSizeGreaterThan(6);
        assertThat(paged).isEqualTo(whole);
    }

    private Staff staff(String name) throws Exception {
        ask(cast.ownerA(), "CreateUser", "UserName", name);
        Map<?, ?> key = (Map<?, ?>) Objects.requireNonNull(
                ask(cast.ownerA(), "CreateAccessKey", "UserName", name).get("AccessKey"));
        ask(cast.ownerA(), "CreatePolicy", "PolicyName", name, "PolicyDocument", World.POLICY);
        ask(cast.ownerA(), "AttachPolicyToUser", "PolicyName", name, "PolicyType", "Custom", "UserName", name);
        return new Staff(
                name,
                new SigningCredentials(
                        Objects.toString(key.get("AccessKeyId")), Objects.toString(key.get("AccessKeySecret")), null));
    }

    private void allow(Staff user, String effect, String action, List<String> resources) throws Exception {
        ask(
                cast.ownerA(),
                "CreatePolicyVersion",
                "PolicyName",
                user.name(),
                "PolicyDocument",
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                        + "\",\"Resource\":[\"" + String.join("\",\"", resources) + "\"]}]}",
                "SetAsDefault",
                "true",
                "RotateStrategy",
                "DeleteOldestNonDefaultVersionWhenLimitExceeded");
    }

    private String lastUsed(String user) throws Exception {
        Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(
                ask(cast.ownerA(), "GetAccessKeyLastUsed", "UserName", user, "UserAccessKeyId", "$key:" + user)
                        .get("AccessKeyLastUsed"));
        return Objects.toString(answer.get("LastUsedDate"));
    }

    private Map<String, Object> ask(Sdk sdk, String operation, String... parameters) throws Exception {
        Example example = example(operation, parameters);
        return RamSdk.call(sdk, example, world == null ? example.parameters() : world.resolve(example.parameters()));
    }

    private String outcome(Sdk sdk, Example example) throws Exception {
        try {
            RamSdk.call(sdk, example, world.resolve(example.parameters()));
            return DONE;
        } catch (TeaException refused) {
            return refused.getStatusCode() + " " + refused.getCode();
        }
    }

    private static Example example(String operation, String... parameters) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return new Example(null, operation, null, named, null, null);
    }

    private Sdk caller(Example example) {
        if (example.as() == null) {
            return cast.ownerA();
        }
        World.AccessKey key = world.key(example.as());
        return cast.as(new SigningCredentials(key.id(), key.secret(), null));
    }

    private SigningCredentials ownerA() {
        return gateway.enterpriseA().credentials();
    }

    private List<String> resources(Example example) {
        return Objects.requireNonNull(example.resources()).stream()
                .map(resource -> resource.equals("*") || resource.startsWith("acs:")
                        ? resource
                        : "acs:ram::" + cast.accountA() + ":" + resource)
                .toList();
    }

    private UnsignedRequest request(Example example, String format) {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                .action(example.operation())
                .version(example.version() == null ? "2015-05-01" : example.version())
                .form("Format", format);
        world.resolve(example.parameters()).forEach(request::form);
        return request.build();
    }
}
