package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccountTransferCommandTest {
    private static final String TRUST =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                    + "\"Principal\":{\"RAM\":[\"acs:ram::1234567890123456:root\"]}}]}";
    private static final String SECTIONS = "groups:\n  developers: {policies: [System/AdministratorAccess]}\n"
            + "users:\n  amy: {displayName: Amy, groups: [developers]}\n"
            + "roles:\n  operator: {trustPolicy: '" + TRUST + "'}\n";

    @TempDir
    private Path directory = Path.of("");

    private String out = "";
    private String err = "";
    private String accountId = "";
    private String ownerSecret = "";

    @BeforeEach
    void account() {
        run("first", "create", "--alias", "acme", "--json");
        JsonObject made = new JsonObject(out);
        accountId = made.getString("accountId");
        ownerSecret = made.getString("accessKeySecret");
    }

    @Test
    void theSameFileTwiceChangesNothing() throws IOException {
        Path file = file(SECTIONS);

        assertThat(run("first", "import", file.toString())).isEqualTo(0);
        assertThat(out)
                .contains(
                        "+ group developers\n", "+ user amy\n", "+ role operator\n", "Added 3, changed 0, removed 0.");
        List<Long> written = written();
        assertThat(run("first", "import", file.toString())).isEqualTo(0);
        assertThat(out).isEqualTo("No changes.\n");
        assertThat(run("first", "import", file.toString(), "--dry-run")).isEqualTo(0);
        assertThat(written()).isEqualTo(written);
    }

    @Test
    void aDryRunShowsTheDifferenceAndWritesNothing() throws IOException {
        run("first", "import", file(SECTIONS).toString());
        List<Long> written = written();
        Path changed =
                file(SECTIONS.replace("displayName: Amy", "displayName: Ann").replace("\n  operator", "\n  auditor"));

        assertThat(run("first", "import", changed.toString(), "--dry-run", "--prune"))
                .isEqualTo(1);

        assertThat(out.lines().toList())
                .containsExactly(
                        "~ user amy",
                        "    displayName: \"Amy\" -> \"Ann\"",
                        "+ role auditor",
                        "    maxSessionDurationSeconds: 3600",
                        "    trustPolicy:",
                        "      + " + TRUST,
                        "- role operator",
                        "Would add 1, change 1, remove 1; nothing was written.");
        assertThat(written()).isEqualTo(written);
    }

    @Test
    void whatTheStoreRefusesIsNamedWithItsLine() throws IOException {
        Path file = file(SECTIONS.replace("groups: [developers]", "groups: [nobody]"));

        for (String option : new String[] {"--dry-run", "--prune"}) {
            assertThat(run("first", "import", file.toString(), option)).isEqualTo(1);
            assertThat(err).isEqualTo(file + ":6: users.amy.groups: The group nobody does not exist\n");
        }
        assertThat(run("first", "export", "--account", "acme")).as(err).isEqualTo(0);
        assertThat(out).contains("users: {}");
    }

    @Test
    void aWrongFileIsAUsageError() throws IOException {
        assertThat(run("first", "import", file("users: {amy: {email: x}}").toString()))
                .isEqualTo(2);
        assertThat(err).contains(":3: users.amy.email: must have 3 to 128 characters");
        assertThat(run("first", "import", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(run("first", "import", file(SECTIONS).toString(), "--create", "--account", "acme"))
                .isEqualTo(2);
    }

    @Test
    void anAccountIsMovedWithItsSecrets() throws IOException {
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "correct horse battery\n");
        Path exported = directory.resolve("acme.yaml");
        run("first", "import", file(SECTIONS).toString());

        assertThat(run(
                        "first",
                        "export",
                        "--account",
                        "acme",
                        "--output",
                        exported.toString(),
                        "--with-secrets",
                        "--passphrase-file",
                        passphrase.toString()))
                .isEqualTo(0);
        assertThat(Files.readString(exported))
                .contains("sealedUnder: passphrase")
                .doesNotContain(ownerSecret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exported)))
                .isEqualTo("rw-------");

        assertThat(run("second", "import", exported.toString(), "--create")).isEqualTo(2);
        assertThat(err).contains("secrets: the file holds secrets: give --passphrase-file");
        assertThat(run("second", "import", exported.toString(), "--passphrase-file", passphrase.toString()))
                .isEqualTo(1);
        assertThat(err).contains("The account " + accountId + " does not exist");
        assertThat(run("second", "import", exported.toString(), "--create", "--passphrase-file", passphrase.toString()))
                .isEqualTo(0);
        assertThat(out).startsWith("+ account " + accountId + "\n").doesNotContain("password:");
        assertThat(run("first", "export", "--account", "acme")).isEqualTo(0);
        String first = out;
        assertThat(run("second", "export", "--account", accountId)).isEqualTo(0);
        assertThat(out).isEqualTo(first).contains("LTAI").doesNotContain("secret");
        assertThat(run("second", "import", exported.toString(), "--create", "--passphrase-file", passphrase.toString()))
                .isEqualTo(0);
        assertThat(out).isEqualTo("No changes.\n");
    }

    @Test
    void anAccountMadeWithoutSecretsGetsAPasswordThatIsShownOnce() throws IOException {
        Path exported = directory.resolve("acme.yaml");
        run("first", "export", "--account", "acme", "--output", exported.toString());

        assertThat(run("second", "import", exported.toString(), "--create", "--dry-run"))
                .isEqualTo(1);
        assertThat(out).doesNotContain("password: ");
        assertThat(run("second", "import", exported.toString(), "--create")).isEqualTo(0);
        assertThat(out).contains("logonName: acme\npassword: ", "of the owner is not made");
    }

    @Test
    void anotherAccountKeepsItsAlias() throws IOException {
        run("first", "create", "--alias", "other");
        assertThat(run("first", "import", file(SECTIONS).toString(), "--account", "other"))
                .isEqualTo(0);
        assertThat(run("first", "export", "--account", "other")).isEqualTo(0);
        assertThat(out).contains("alias: other\n", "  amy:\n");
    }

    /** How many changes and audit records there are. */
    private List<Long> written() {
        try (TestStore store = TestStore.open(StoreSettings.of(url("first")))) {
            return store.writes();
        }
    }

    private Path file(String sections) throws IOException {
        Path file = Files.createTempFile(directory, "account", ".yaml");
        return Files.writeString(file, "format: 1\naccount: {id: '" + accountId + "', alias: acme}\n" + sections);
    }

    private String url(String store) {
        return "jdbc:h2:file:" + directory.resolve(store);
    }

    private int run(String store, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("account", command));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--store", url(store)));
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));
        int exitCode = commandLine.execute(arguments.toArray(String[]::new));
        out = output.toString();
        err = errors.toString();
        return exitCode;
    }
}
