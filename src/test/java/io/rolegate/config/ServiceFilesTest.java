package io.rolegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the gateway says of service files, and what their JSON Schema tells editors. */
class ServiceFilesTest {
    @TestFactory
    Stream<DynamicTest> fileIsTakenOrRefusedByLineAndKey() throws IOException {
        return ServiceCase.all().map(example -> DynamicTest.dynamicTest(example.name(), () -> judge(example)));
    }

    private static void judge(ServiceCase example) {
        if (example.refusals().isEmpty()) {
            assertThatCode(() -> read(example.text())).doesNotThrowAnyException();
            return;
        }
        List<String> findings =
                catchThrowableOfType(ConfigException.class, () -> read(example.text())).findings().stream()
                        .map(finding -> finding.toString().replace("case.yaml:", "at "))
                        .toList();
        assertThat(findings)
                .map(finding -> example.refusals().stream()
                        .filter(finding::startsWith)
                        .findFirst()
                        .orElse(finding))
                .containsExactlyInAnyOrderElementsOf(example.refusals());
    }

    @TestFactory
    Stream<DynamicTest> schemaTakesWhatTheReaderTakes() throws IOException {
        ServiceSchema schema = new ServiceSchema();
        return ServiceCase.all()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> assertThat(schema.takes(example.text()))
                        .isEqualTo(example.schemaTakes())));
    }

    @Test
    void filesOfTheProgramAreTakenByReaderAndSchema() throws IOException {
        List<YamlSource> files = ServiceFiles.folder(Path.of("config/services"));
        ServiceSchema schema = new ServiceSchema();

        assertThat(ServiceFiles.read(files)).hasSize(2);
        assertThat(files)
                .allSatisfy(file -> assertThat(schema.takes(file.text())).isTrue());
    }

    @Test
    void twoFilesMustNotDefineTheSameService() {
        assertThat(refusals(notes("a.yaml", "/a"), notes("b.yaml", "/b")))
                .containsExactly("b.yaml:1: name: 'notes' is taken by a.yaml");
    }

    @Test
    void twoServicesOfAVersionMustNotTakeTheSameRequests() {
        YamlSource other =
                new YamlSource("b.yaml", notes("b.yaml", "/{thing}/x").text().replace("name: notes", "name: memos"));

        assertThat(refusals(notes("a.yaml", "/notes/{note}"), other))
                .containsExactly("b.yaml:5: operations[0].path:"
                        + " a request could be notes's Get (GET /notes/{note}) as well");
    }

    @Test
    void twoServicesOfAVersionMustNotHaveTheSameRpcOperation() {
        String rpc =
                """
                name: %s
                version: v1
                dialects: [rpc]
                operations:
                  - {name: Get, action: "n:Get", resource: "*"}
                """;

        assertThat(refusals(
                        new YamlSource("a.yaml", rpc.formatted("notes")),
                        new YamlSource("b.yaml", rpc.formatted("memos"))))
                .containsExactly(
                        "b.yaml:5: operations[0].name: the service notes has an operation of this name and version too");
    }

    private static YamlSource notes(String file, String path) {
        return new YamlSource(
                file,
                """
                name: notes
                version: v1
                dialects: [roa]
                operations:
                  - {name: Get, method: GET, path: "%s", action: "n:Get", resource: "*"}
                """
                        .formatted(path));
    }

    private static List<String> refusals(YamlSource... files) {
        return catchThrowableOfType(ConfigException.class, () -> ServiceFiles.read(List.of(files))).findings().stream()
                .map(Finding::toString)
                .toList();
    }

    private static void read(String text) {
        ServiceFiles.read(List.of(new YamlSource("case.yaml", text)));
    }
}
