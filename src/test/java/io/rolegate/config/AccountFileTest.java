package io.rolegate.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.SecretSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AccountFileTest {
    private static final SecretSeal SEAL = SecretSeal.ofKey(Secret.of("k".repeat(SecretSeal.KEY_BYTES)));
    private static final String ACCOUNT = "1234567890123456";

    /** Each case: where it is wrong and what is expected there, then the file. */
    @TestFactory
    Stream<DynamicTest> wrongFileIsRefusedNamingLineAndKey() throws IOException {
        try (var stream = getClass().getResourceAsStream("/broken-account-files.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^=== ")).skip(1).map(each -> {
                int end = each.indexOf('\n');
                return DynamicTest.dynamicTest(
                        each.substring(0, end), () -> assertThatThrownBy(() -> read(each.substring(end + 1)))
                                .isInstanceOf(ConfigException.class)
                                .hasMessageContaining("file.yaml:" + each.substring(0, end)));
            });
        }
    }

    @Test
    void whatIsLeftOutSaysNothing() {
        AccountImage image =
                read("format: 1\naccount: {id: '" + ACCOUNT + "'}\nroles: {}\n").image();

        assertThat(image.users().isStated()).isFalse();
        assertThat(image.owner().accessKeys().isStated()).isFalse();
        assertThat(image.passwordPolicy()).isNull();
        assertThat(image.roles().isStated()).isTrue();
    }

    @Test
    void secretOpensOnlyWhereItWasSealed() {
        String sealed = SEAL.seal(Secret.of("s3cret"), ACCOUNT + "/users/amy/accessKeys/LTAIa/secret");

        AccountImage image = read(keyFile("amy", "LTAIa", sealed)).image();
        var amy = requireNonNull(image.users().items().get("amy"));
        var key = requireNonNull(amy.accessKeys().items().get("LTAIa"));
        assertThat(requireNonNull(key.secret()).reveal()).isEqualTo("s3cret");
        for (String moved : new String[] {
            keyFile("bob", "LTAIa", sealed),
            keyFile("amy", "LTAIb", sealed),
            keyFile("amy", "LTAIa", sealed.replaceFirst("^.", "_")),
            keyFile("amy", "LTAIa", "")
        }) {
            assertThatThrownBy(() -> read(moved))
                    .hasMessageContaining("file.yaml:5: users.")
                    .hasMessageContaining(".secret: can't be opened");
        }
    }

    @Test
    void passphraseOpensWhatItSealed() {
        SecretSeal seal = SecretSeal.ofPassphrase(Secret.of("correct horse battery"));
        String sealed = seal.seal(Secret.of("s3cret"), "place");
        SecretSeal.Passphrase derivation = requireNonNull(seal.header().passphrase());

        assertThat(derivation.isAcceptable()).isTrue();
        SecretSeal again = SecretSeal.ofPassphrase(Secret.of("correct horse battery"), derivation);
        assertThat(requireNonNull(again.open(sealed, "place")).reveal()).isEqualTo("s3cret");
        assertThat(SecretSeal.ofPassphrase(Secret.of("correct horse batterx"), derivation)
                        .open(sealed, "place"))
                .isNull();
    }

    private static String keyFile(String user, String key, String sealed) {
        return "format: 1\naccount: {id: '" + ACCOUNT + "'}\nsecrets: {sealedUnder: key}\nusers:\n  " + user
                + ": {accessKeys: {" + key + ": {secret: '" + sealed + "'}}}\n";
    }

    private static AccountFile read(String text) {
        return AccountFile.read(new YamlSource("file.yaml", text), header -> SEAL);
    }
}
