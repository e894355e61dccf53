package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rolegate service} as its callers see it. */
class ServiceCommandTest {
    private static final String NOTES =
            """
            name: notes
            version: "1"
            dialects: [roa, acs3]
            operations:
              - {name: Get, method: GET, path: "/notes/{id}", action: "n:Get", resource: "acs:n:{region}:{account}:{id}"}
              - {name: Tag, method: PUT, path: /tags, field: ids, pattern: "{x}", action: "n:Tag", resource: "acs:n:::{x}"}
            """;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkShowsWhatTheGatewayWouldTake() throws IOException {
        assertThat(run("service", "check", file("notes.yaml", NOTES))).isZero();

        assertThat(output.toString().lines())
                .containsExactly(
                        "notes 1 [ACS3, ROA]",
                        "  Get: GET /notes/{id} n:Get on acs:n:{region}:{account}:{id}",
                        "  Tag: PUT /tags n:Tag on acs:n:::{x} for each ids");
    }

    @Test
    void checkNamesEveryFindingOfEveryFile() throws IOException {
        String first = file("a.yaml", NOTES.replace("[roa, acs3]", "[sigv4]").replace("n:Get", "Get"));
        String second = file("b.yaml", "name: memos\nversions: 1\n");

        assertThat(run("service", "check", first, second)).isEqualTo(Main.REFUSED);

        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString().lines())
                .anyMatch(line -> line.startsWith(first + ":3: dialects: "))
                .anyMatch(line -> line.startsWith(first + ":5: operations[0].action: "))
                .anyMatch(line -> line.startsWith(second + ":2: versions: is no known key"))
                .anyMatch(line -> line.startsWith(second + ":1: operations: "));
    }

    @Test
    void checkHoldsTheFilesOfAFolderAgainstEachOther() throws IOException {
        file("a.yaml", NOTES);
        file("b.yaml", NOTES.replace("name: notes", "name: memos"));

        assertThat(run("service", "check", folder.toString())).isEqualTo(Main.REFUSED);

        assertThat(errors.toString()).contains("b.yaml:5: operations[0].path: a request could be notes's Get");
    }

    @Test
    void absentFileIsAFinding() {
        assertThat(run("service", "check", "absent.yaml")).isEqualTo(Main.REFUSED);
        assertThat(errors.toString()).startsWith("absent.yaml: cannot be read");
        assertThat(run("service", "check")).isEqualTo(Main.USAGE);
    }

    @Test
    void importPrintsWhatCheckTakes() throws IOException {
        String document = "src/test/resources/openapi/petstore.yaml";

        assertThat(run("service", "import", document, "--name", "pets")).isZero();

        assertThat(output.toString()).contains("\nname: pets\n", "action: pets:ListPets\n");
        assertThat(run("service", "check", file("pets.yaml", output.toString())))
                .isZero();
    }

    @Test
    void importRefusesWhatIsNoDocument() throws IOException {
        assertThat(run("service", "import", file("notes.yaml", NOTES))).isEqualTo(Main.USAGE);
        assertThat(errors.toString()).contains("notes.yaml: openapi: expected an OpenAPI 3 or Swagger 2 document");
    }
}
