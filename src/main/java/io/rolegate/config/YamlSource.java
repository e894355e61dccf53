package io.rolegate.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The text of a YAML file.
 *
 * @param name the file's name, for messages
 */
public record YamlSource(String name, String text) {
    /** Reads a file; a {@link ConfigException} where it can't be read. */
    public static YamlSource file(Path file) {
        try {
            return new YamlSource(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException(file.toString(), "", "cannot be read: " + e.getMessage());
        }
    }

    /** Reads a file that the program carries with it. */
    static YamlSource resource(String path) {
        try (var stream = YamlSource.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new ConfigException(path, "", "is missing from the program");
            }
            return new YamlSource(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(path, "", "cannot be read: " + e.getMessage());
        }
    }

    /** The mapping at the top of the file; an empty one where the file is empty. */
    YamlMap read() {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            @Nullable Node node = new Yaml(options).compose(new StringReader(text));
            return YamlMap.of(this, node);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(name + ":" + line, "", "is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ConfigException(name, "", "is no YAML: " + e.getMessage());
        }
    }
}
