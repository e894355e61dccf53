package io.rolegate.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The text of a YAML file.
 *
 * @param name the file's name, for messages
 */
public record YamlSource(String name, String text) {
    private static final int MAX_CONTENT = 64 << 20;

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
            return YamlMap.of(this, compose());
        } catch (YAMLException e) {
            throw notYaml(e);
        }
    }

    private ConfigException notYaml(YAMLException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            return new ConfigException(name + ":" + line, "", "is no YAML: " + marked.getProblem());
        }
        return new ConfigException(name, "", "is no YAML: " + e.getMessage());
    }

    /** The file's content as maps, lists and values; a {@link ConfigException} where it is no mapping. */
    public Map<?, ?> content() {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Object content = newYaml(options, new DumperOptions()).load(text);
            if (content instanceof Map<?, ?> map) {
                return map;
            }
            throw new ConfigException(name, "", "expected keys with values");
        } catch (YAMLException e) {
            throw notYaml(e);
        }
    }

    private @Nullable Node compose() {
        return newYaml().compose(new StringReader(text));
    }

    static Yaml newYaml() {
        return newYaml(new DumperOptions());
    }

    /** For writing what {@link #read} reads: quotes what it would take for something else. */
    static Yaml newYaml(DumperOptions written) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        return newYaml(options, written);
    }

    private static Yaml newYaml(LoaderOptions options, DumperOptions written) {
        options.setCodePointLimit(MAX_CONTENT);
        return new Yaml(
                new SafeConstructor(options), new Representer(written), written, options, new CoreSchemaResolver());
    }

    /** YAML 1.2's core schema, as editors read it: a date is text, and so are yes and no. */
    private static final class CoreSchemaResolver extends Resolver {
        private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
        private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
        private static final Pattern FRACTION = Pattern.compile(
                "[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?[.](inf|Inf|INF)|[.](nan|NaN|NAN)");

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NOTHING, null);
            addImplicitResolver(Tag.BOOL, TRUTH, "tTfF");
            addImplicitResolver(Tag.INT, WHOLE, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FRACTION, "-+.0123456789");
        }
    }
}
