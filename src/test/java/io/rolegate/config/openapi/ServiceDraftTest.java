package io.rolegate.config.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rolegate.config.ConfigException;
import io.rolegate.config.Finding;
import io.rolegate.config.ServiceFiles;
import io.rolegate.config.YamlSource;
import io.rolegate.gateway.service.OperationDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Service files drafted from OpenAPI documents. */
class ServiceDraftTest {
    private static final Path FOLDER = Path.of("src/test/resources/openapi");

    @TestFactory
    Stream<DynamicTest> draftIsAsExpectedAndTheGatewayTakesIt() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> documents = files.filter(file -> !file.toString().contains(".expected."))
                    .toList();
            return documents.stream()
                    .map(document ->
                            DynamicTest.dynamicTest(document.getFileName().toString(), () -> check(document)));
        }
    }

    private static void check(Path document) throws IOException {
        String draft = ServiceDraft.of(YamlSource.file(document), null);

        String name = document.getFileName().toString();
        Path expected = FOLDER.resolve(name.substring(0, name.lastIndexOf('.')) + ".expected.yaml");
        assertThat(draft).isEqualTo(Files.readString(expected));
        assertThat(ServiceFiles.read(List.of(new YamlSource("draft.yaml", draft))))
                .hasSize(1);
    }

    @Test
    void textOfADocumentBecomesNoPartOfTheFile() throws IOException {
        String draft = ServiceDraft.of(YamlSource.file(FOLDER.resolve("hostile.yaml")), "notes");

        assertThat(ServiceFiles.read(List.of(new YamlSource("draft.yaml", draft))))
                .satisfiesExactly(service -> {
                    assertThat(service.name()).isEqualTo("notes");
                    assertThat(service.operations())
                            .extracting(OperationDefinition::name)
                            .containsExactly("GetNameForged", "GetNameForged2");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a: [",
                "[1]",
                "{",
                "info: {title: x}",
                "openapi: 2.0.0",
                "{openapi: 3.0.0, paths: {/a: {options: {}}}}",
                "{\"openapi\": \"3.0.0\"}"
            })
    void whatIsNoDocumentOrHasNothingToTakeIsRefused(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServiceDraft.of(new YamlSource("api.yaml", text), null))
                .withMessageStartingWith("api.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "\"openapi: 3.0.0\ninfo: {title: x\"|api.yaml:2: is no YAML: expected ',' or '}', but got <stream end>",
                "\"openapi: 3.0.0\npaths: {}\npaths: {}\"|api.yaml:3: is no YAML: found duplicate key paths",
                "{\"openapi\": \"3.0.0\",}|api.yaml: is no JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start field name, line 1, column 21",
                "{openapi: 3.0.0}|api.yaml: paths: is missing",
                "{openapi: 3.0.0, paths: []}|api.yaml: paths: expected keys with values",
                "{openapi: 3.0.0, info: [], paths: {}}|api.yaml: info: expected keys with values",
                "{openapi: 3.0.0, servers: {url: x}, paths: {}}|api.yaml: servers: expected a list",
                "{openapi: 3.0.0, servers: [x], paths: {}}|api.yaml: servers[0]: expected keys with values",
                "{openapi: 3.0.0, paths: {/a: 5}}|api.yaml: paths./a: expected keys with values",
                "{openapi: 3.0.0, paths: {/a: {get: }}}|api.yaml: paths./a.get: expected keys with values",
                "{openapi: 3.0.0, paths: {/a: {get: [x]}}}|api.yaml: paths./a.get: expected keys with values",
                "{openapi: 3.0.0, paths: {/a: {get: {operationId: [x]}}}}|api.yaml: paths./a.get.operationId: expected text",
                "{openapi: 3.0.0, paths: {/a: {parameters: {in: query}}}}|api.yaml: paths./a.parameters: expected a list",
                "{openapi: 3.0.0, paths: {/a: {get: {parameters: [{name: x}]}}}}|api.yaml: paths./a.get.parameters[0].in: expected text",
                "{openapi: 3.0.0, paths: {/a: {get: {requestBody: x}}}}|api.yaml: paths./a.get.requestBody: expected keys with values",
                "{openapi: 3.0.0, paths: {/a: {get: {requestBody: {content: x}}}}}|api.yaml: paths./a.get.requestBody.content: expected keys"
            })
    void whatIsWrongWithADocumentIsNamed(String text, String why) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServiceDraft.of(new YamlSource("api.yaml", text), null))
                .withMessageStartingWith(why);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        String text = "{openapi: 3.0.0, info: x, paths: {/a: 5, /b: {get: {parameters: [1, {}]}}}}";

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServiceDraft.of(new YamlSource("api.yaml", text), null))
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::key)
                        .containsExactly("info", "paths./a", "paths./b.get.parameters[0]"));
    }

    @Test
    void nameThatNoServiceMayHaveIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServiceDraft.of(YamlSource.file(FOLDER.resolve("petstore.yaml")), "No Name"))
                .withMessageContaining("name: expected small letters");
    }
}
