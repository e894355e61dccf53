package io.rolegate.config.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rolegate.config.ConfigException;
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

    @Test
    void nameThatNoServiceMayHaveIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ServiceDraft.of(YamlSource.file(FOLDER.resolve("petstore.yaml")), "No Name"))
                .withMessageContaining("name: expected small letters");
    }
}
