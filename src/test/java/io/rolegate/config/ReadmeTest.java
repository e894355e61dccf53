package io.rolegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's table of settings says what the program does. */
class ReadmeTest {
    private static final Pattern ROW = Pattern.compile(
            "^\\| `([a-zA-Z0-9.]+)` \\| (?:`([^`]*)`)? ?\\| `(ROLEGATE_[A-Z0-9_]+)` \\|", Pattern.MULTILINE);

    private static final ServiceSource BUNDLED = ServiceSource.bundled(Map.of());

    private record Setting(String initial, String variable) {}

    @Test
    void tableHasEveryKeyAndNoOther() throws IOException {
        assertThat(table().keySet()).isEqualTo(SettingsReader.keys());
    }

    @TestFactory
    Stream<DynamicTest> variableIsThatOfTheKey() throws IOException {
        return table().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> assertThat(row.getValue().variable()).isEqualTo(SettingSources.variable(row.getKey()))));
    }

    @Test
    void defaultsAreTheProgramsOwn() throws IOException {
        Map<String, String> environment = new HashMap<>();
        table().forEach((key, setting) -> {
            if (!setting.initial().isEmpty()) {
                environment.put(setting.variable(), setting.initial());
            }
        });

        assertThat(read(environment)).isEqualTo(read(Map.of()));
    }

    private static RolegateSettings read(Map<String, String> environment) throws IOException {
        Path empty = Files.createTempFile("rolegate", ".yaml");
        try {
            RolegateSettings settings = SettingsReader.read(empty, environment, Map.of(), Map.of(), Map.of());
            return new RolegateSettings(
                    settings.gateway(),
                    settings.console(),
                    settings.management(),
                    settings.wire(),
                    settings.drain(),
                    settings.store(),
                    settings.replay(),
                    settings.redis(),
                    settings.sts(),
                    settings.operators(),
                    settings.oidc(),
                    settings.audit(),
                    settings.tracing(),
                    BUNDLED,
                    settings.reloadInterval());
        } finally {
            Files.delete(empty);
        }
    }

    private static Map<String, Setting> table() throws IOException {
        Map<String, Setting> table = new TreeMap<>();
        for (MatchResult row :
                ROW.matcher(Files.readString(Path.of("README.md"))).results().toList()) {
            String initial = row.group(2) == null ? "" : row.group(2);
            table.put(row.group(1), new Setting(initial, row.group(3)));
        }
        return table;
    }
}
