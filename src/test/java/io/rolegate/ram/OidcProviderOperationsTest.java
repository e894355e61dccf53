package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcProviderOperationsTest {
    private static final String SHA1 = "902ef2deeb3c5b13ea4c3d5193629309e231ae55";
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    private final RamFixture ram = new RamFixture();

    @Test
    void providerIsAnsweredWithEveryField() {
        Map<?, ?> provider = provider(ram.call(
                "CreateOIDCProvider",
                "OIDCProviderName",
                "Test.Provider-1",
                "IssuerUrl",
                "https://issuer.example/tenant",
                "ClientIds",
                "client-1,https:client/2",
                "Fingerprints",
                SHA1.toUpperCase(Locale.ROOT) + "," + SHA256,
                "Description",
                "build servers",
                "IssuanceLimitTime",
                "6"));

        assertThat(provider)
                .isEqualTo(Map.ofEntries(
                        Map.entry("Arn", ram.arn("oidc-provider/Test.Provider-1")),
                        Map.entry("OIDCProviderName", "Test.Provider-1"),
                        Map.entry("IssuerUrl", "https://issuer.example/tenant"),
                        Map.entry("ClientIds", "client-1,https:client/2"),
                        Map.entry("Fingerprints", SHA1 + "," + SHA256),
                        Map.entry("Description", "build servers"),
                        Map.entry("IssuanceLimitTime", 6L),
                        Map.entry("CreateDate", "2026-11-01T10:20:30Z"),
                        Map.entry("UpdateDate", "2026-11-01T10:20:30Z"),
                        Map.entry("GmtCreate", "1793528430400"),
                        Map.entry("GmtModified", "1793528430400")));
        assertThat(provider(ram.call("GetOIDCProvider", "OIDCProviderName", "TEST.provider-1")))
                .isEqualTo(provider);
        assertThat(ram.call("ListOIDCProviders"))
                .containsEntry("OIDCProviders", Map.of("OIDCProvider", List.of(provider)))
                .containsEntry("IsTruncated", false);
    }

    @Test
    void whatIsLeftOutAtCreationIsEmptyAndTheLimitTwelveHours() {
        Map<?, ?> provider = create("one");

        assertThat(provider.get("ClientIds")).isEqualTo("");
        assertThat(provider.get("Fingerprints")).isEqualTo("");
        assertThat(provider.get("IssuanceLimitTime")).isEqualTo(12L);
    }

    @Test
    void updateKeepsWhatIsNotSentAndClearsADescriptionThatIsSentEmpty() {
        create("one", "ClientIds", "a,b", "Fingerprints", SHA1, "Description", "text");

        Map<?, ?> limited =
                provider(ram.call("UpdateOIDCProvider", "OIDCProviderName", "one", "IssuanceLimitTime", "168"));
        Map<?, ?> changed = provider(
                ram.call("UpdateOIDCProvider", "OIDCProviderName", "one", "NewDescription", "", "ClientIds", "c"));

        assertThat(limited.get("Description")).isEqualTo("text");
        assertThat(limited.get("ClientIds")).isEqualTo("a,b");
        assertThat(changed.get("Description")).isEqualTo("");
        assertThat(changed.get("ClientIds")).isEqualTo("c");
        assertThat(changed.get("Fingerprints")).isEqualTo(SHA1);
        assertThat(changed.get("IssuanceLimitTime")).isEqualTo(168L);
    }

    @Test
    void clientIdsComeAndGoOneByOne() {
        create("one", "ClientIds", "a");

        Map<?, ?> two = provider(ram.call("AddClientIdToOIDCProvider", "OIDCProviderName", "one", "ClientId", "b"));
        Map<?, ?> left =
                provider(ram.call("RemoveClientIdFromOIDCProvider", "OIDCProviderName", "one", "ClientId", "a"));

        assertThat(two.get("ClientIds")).isEqualTo("a,b");
        assertThat(left.get("ClientIds")).isEqualTo("b");
        assertThat(ram.refusalCode("AddClientIdToOIDCProvider", "OIDCProviderName", "one", "ClientId", "b"))
                .isEqualTo("EntityAlreadyExists.OIDCProvider.ClientId");
        assertThat(ram.refusalCode("RemoveClientIdFromOIDCProvider", "OIDCProviderName", "one", "ClientId", "a"))
                .isEqualTo("EntityNotExist.OIDCProvider.ClientId");
    }

    @Test
    void fingerprintsComeAndGoOneByOneInAnyCase() {
        create("one");
        String upper = SHA256.toUpperCase(Locale.ROOT);

        ram.call("AddFingerprintToOIDCProvider", "OIDCProviderName", "one", "Fingerprint", SHA1);
        Map<?, ?> two =
                provider(ram.call("AddFingerprintToOIDCProvider", "OIDCProviderName", "one", "Fingerprint", upper));
        Map<?, ?> left =
                provider(ram.call("RemoveFingerprintFromOIDCProvider", "OIDCProviderName", "one", "Fingerprint", SHA1));

        assertThat(two.get("Fingerprints")).isEqualTo(SHA1 + "," + SHA256);
        assertThat(left.get("Fingerprints")).isEqualTo(SHA256);
        assertThat(ram.refusalCode("AddFingerprintToOIDCProvider", "OIDCProviderName", "one", "Fingerprint", upper))
                .isEqualTo("EntityAlreadyExists.OIDCProvider.Fingerprint");
        assertThat(ram.refusalCode("RemoveFingerprintFromOIDCProvider", "OIDCProviderName", "one", "Fingerprint", SHA1))
                .isEqualTo("EntityNotExist.OIDCProvider.Fingerprint");
    }

    @Test
    void deletedProviderIsGoneAlthoughARoleNamesIt() {
        create("one");
        String trust = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"Federated\":\"" + ram.arn("oidc-provider/one") + "\"}}]}";
        ram.call("CreateRole", "RoleName", "Deployer", "AssumeRolePolicyDocument", trust);

        ram.call("DeleteOIDCProvider", "OIDCProviderName", "one");

        ApiException refusal = ram.refusal("GetOIDCProvider", "OIDCProviderName", "one");
        assertThat(refusal.code()).isEqualTo("EntityNotExist.OIDCProvider");
        assertThat(refusal.text()).isEqualTo("The oidc provider one does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example",
                "HTTPS://issuer.example",
                "https://",
                "https:issuer.example",
                "issuer.example",
                "https://issuer.example?tenant=1",
                "https://issuer.example/#top",
                "https://user@issuer.example",
                "https://user:password@issuer.example",
                "https://issuer example",
                "https://is%zzsuer.example"
            })
    void issuerMustBeAPlainHttpsUrl(String url) {
        assertThat(ram.refusalCode("CreateOIDCProvider", "OIDCProviderName", "one", "IssuerUrl", url))
                .startsWith("InvalidParameter.IssuerUrl.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OIDCProviderName|-one|InvalidParameter.OIDCProviderName.Format",
                "OIDCProviderName|one.|InvalidParameter.OIDCProviderName.Format",
                "OIDCProviderName|o/ne|InvalidParameter.OIDCProviderName.InvalidChars",
                "ClientIds|a,,b|InvalidParameter.ClientIds.Length",
                "ClientIds|a,|InvalidParameter.ClientIds.Length",
                "ClientIds|a,b,a|InvalidParameter.ClientIds",
                "ClientIds|-a|InvalidParameter.ClientIds.Format",
                "ClientIds|a b|InvalidParameter.ClientIds.InvalidChars",
                "Fingerprints|abc|InvalidParameter.Fingerprints.Length",
                "Fingerprints|0123456789012345678901234567890123456789012|InvalidParameter.Fingerprints.Format",
                "Fingerprints|g02ef2deeb3c5b13ea4c3d5193629309e231ae55|InvalidParameter.Fingerprints.InvalidChars",
                "IssuanceLimitTime|0|InvalidParameter.IssuanceLimitTime",
                "IssuanceLimitTime|169|InvalidParameter.IssuanceLimitTime",
                "IssuanceLimitTime|6h|InvalidParameter.IssuanceLimitTime"
            })
    void parametersAreRefusedByName(String parameter, String value, String code) {
        assertThat(ram.refusalCode(
                        "CreateOIDCProvider",
                        "OIDCProviderName",
                        parameter.equals("OIDCProviderName") ? value : "one",
                        "IssuerUrl",
                        "https://issuer.example",
                        parameter,
                        value))
                .isEqualTo(code);
    }

    @Test
    void permissionsAreOnTheProviderAsStored() {
        create("Test");
        String stored = ram.arn("oidc-provider/Test");

        assertThat(ram.resources("CreateOIDCProvider")).containsExactly(ram.arn("oidc-provider/*"));
        assertThat(ram.resources("ListOIDCProviders")).containsExactly(ram.arn("oidc-provider/*"));
        for (String operation : List.of(
                "GetOIDCProvider",
                "UpdateOIDCProvider",
                "DeleteOIDCProvider",
                "AddClientIdToOIDCProvider",
                "RemoveClientIdFromOIDCProvider",
                "AddFingerprintToOIDCProvider",
                "RemoveFingerprintFromOIDCProvider")) {
            assertThat(ram.resources(operation, "OIDCProviderName", "tEST")).containsExactly(stored);
        }
    }

    private Map<?, ?> create(String name, String... parameters) {
        String[] all = new String[parameters.length + 4];
        all[0] = "OIDCProviderName";
        all[1] = name;
        all[2] = "IssuerUrl";
        all[3] = "https://" + name + ".example";
        System.arraycopy(parameters, 0, all, 4, parameters.length);
        return provider(ram.call("CreateOIDCProvider", all));
    }

    private static Map<?, ?> provider(Map<String, Object> answer) {
        return (Map<?, ?>) Objects.requireNonNull(answer.get("OIDCProvider"));
    }
}
