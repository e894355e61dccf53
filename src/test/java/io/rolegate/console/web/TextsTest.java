package io.rolegate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources", "console");
    private static final Pattern USE = Pattern.compile("\\bt\\('([A-Za-z.-]+)'[,)]");

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(keys("texts_zh")).isEqualTo(keys("texts"));
    }

    @Test
    void templatesShowTextsThatThereAre() throws IOException {
        Set<String> keys = keys("texts");
        try (Stream<Path> templates = Files.list(RESOURCES.resolve("templates"))) {
            for (Path template : templates.toList()) {
                List<String> used = USE.matcher(Files.readString(template))
                        .results()
                        .map(MatchResult::group)
                        .map(use -> use.substring(3, use.lastIndexOf('\'')))
                        .collect(Collectors.toList());

                assertThat(keys).as(template.toString()).containsAll(used);
            }
        }
    }

    private static Set<String> keys(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(
                RESOURCES.resolve("texts").resolve(file + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts.stringPropertyNames();
    }
}
