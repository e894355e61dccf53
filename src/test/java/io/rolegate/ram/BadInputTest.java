package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every parameter of every operation, given wrongly: refused by its name, and nothing is written. */
class BadInputTest {
    private static final Set<String> OPTIONAL = Set.of(
            "DisplayName",
            "Email",
            "MobilePhone",
            "Comments",
            "Description",
            "Marker",
            "MaxItems",
            "MaxSessionDuration",
            "MFABindRequired",
            "PasswordResetRequired",
            "SetAsDefault",
            "RotateStrategy",
            "ClientIds",
            "Fingerprints",
            "IssuanceLimitTime");

    private final RamFixture ram = new RamFixture();
    private final World world = ram.world();
    private final List<String> rows = RamFixture.rows(ram.account);

    @TestFactory
    Stream<DynamicTest> overlongIsRefused() {
        return forEachParameter("a".repeat(10_000));
    }

    @TestFactory
    Stream<DynamicTest> controlCharactersAreRefused() {
        return forEachParameter("%s\u0001");
    }

    @TestFactory
    Stream<DynamicTest> nulIsRefused() {
        return forEachParameter("\u0000%s");
    }

    private Stream<DynamicTest> forEachParameter(String replacement) {
        return Example.operations().stream().flatMap(example -> example.parameters().keySet().stream()
                .map(name -> DynamicTest.dynamicTest(example.operation() + " " + name, () -> {
                    Map<String, String> parameters = world.resolve(example.parameters());
                    parameters.computeIfPresent(name, (same, value) -> replacement.replace("%s", value));

                    ApiException refusal = refusal(example, parameters);

                    assertThat(refusal.error().status()).isEqualTo(400);
                    assertThat(refusal.code())
                            .matches("InvalidParameter[.](" + name + "|Password)([.].*)?|MalformedPolicyDocument");
                    assertThat(refusal.text()).contains(name);
                })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNeededMustBeThere() {
        return Example.operations().stream().flatMap(example -> example.parameters().keySet().stream()
                .filter(name -> isRequired(example.operation(), name))
                .map(name -> DynamicTest.dynamicTest(example.operation() + " " + name, () -> {
                    Map<String, String> parameters = world.resolve(example.parameters());
                    parameters.remove(name);

                    ApiException refusal = refusal(example, parameters);

                    assertThat(refusal.code()).isEqualTo("MissingParameter");
                    assertThat(refusal.text()).contains(name);
                })));
    }

    private static boolean isRequired(String operation, String name) {
        boolean updates = operation.startsWith("Update") && name.startsWith("New");
        return switch (operation) {
            case "SetPasswordPolicy", "SetSecurityPreference", "ListPolicies" -> false;
            case "UpdatePolicyDescription", "ChangePassword" -> true;
            case "UpdateLoginProfile" -> name.equals("UserName");
            default ->
                !updates && !OPTIONAL.contains(name) && !(operation.contains("AccessKey") && name.equals("UserName"));
        };
    }

    @Test
    void unknownParametersAreIgnored() {
        assertThat(ram.call("GetUser", "UserName", "Amy", "Invented", "\u0000")).containsKey("User");
    }

    private ApiException refusal(Example example, Map<String, String> parameters) {
        ApiException refusal = ram.refusalOf(ram.caller(example), example.operation(), RamFixture.pairs(parameters));
        assertThat(refusal).isNotNull();
        assertThat(RamFixture.rows(ram.account)).isEqualTo(rows);
        return refusal;
    }
}
