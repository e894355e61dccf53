package io.rolegate.config;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML file whose readers fail with the file, line and key of what is wrong. */
final class YamlMap {
    private final YamlSource source;
    private final String path;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private YamlMap(YamlSource source, String path, int line) {
        this.source = source;
        this.path = path;
        this.line = line;
    }

    static YamlMap of(YamlSource source, @Nullable Node node) {
        return of(source, "", node);
    }

    private static YamlMap of(YamlSource source, String path, @Nullable Node node) {
        YamlMap map = new YamlMap(source, path, node == null ? 1 : lineOf(node));
        if (node == null || isNull(node)) {
            return map;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new ConfigException(source.name() + ":" + lineOf(node), path, "expected keys with values");
        }
        for (NodeTuple entry : mapping.getValue()) {
            map.add(entry);
        }
        return map;
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new ConfigException(where(entry.getKeyNode()), path, "a key must be text");
        }
        if (entries.put(key.getValue(), entry.getValueNode()) != null) {
            throw new ConfigException(where(key), child(key.getValue()), "is given twice");
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    String where(String key) {
        Node node = entries.get(key);
        return node == null ? source.name() + ":" + line : where(node);
    }

    /** The file's name. */
    String sourceName() {
        return source.name();
    }

    Finding finding(String key, String problem) {
        return new Finding(where(key), child(key), problem);
    }

    ConfigException problem(String key, String problem) {
        return new ConfigException(List.of(finding(key, problem)));
    }

    Optional<String> text(String key) {
        Node node = take(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(key, "expected a single value");
        }
        return Optional.of(scalar.getValue());
    }

    /** A value that is text: what YAML reads as a number, a truth value or nothing must be quoted to be text. */
    Optional<String> string(String key) {
        return typed(key, Tag.STR, "text; quote what looks like something else");
    }

    String requireString(String key) {
        return string(key).filter(value -> !value.isEmpty()).orElseThrow(() -> problem(key, "is required"));
    }

    /** Text that is required to be of a form. */
    String matching(String key, Pattern form, String expected) {
        String text = requireString(key);
        if (!form.matcher(text).matches()) {
            throw problem(key, "expected " + expected + ", not '" + text + "'");
        }
        return text;
    }

    /** A whole number, written without quotes; {@code otherwise} where the key is left out. */
    long number(String key, long otherwise, long least, long most) {
        Node node = entries.get(key);
        return node == null ? otherwise : number(key, node, least, most);
    }

    /** A list of whole numbers, none of them twice. */
    Set<Integer> numbers(String key, int least, int most) {
        Set<Integer> numbers = new TreeSet<>();
        for (Node node : sequence(key)) {
            int number = Math.toIntExact(number(key, node, least, most));
            if (!numbers.add(number)) {
                throw new ConfigException(where(node), child(key), "has " + number + " twice");
            }
        }
        return numbers;
    }

    private long number(String key, Node node, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.INT)) {
            throw new ConfigException(where(node), child(key), "expected " + expected);
        }
        String text = scalar.getValue();
        BigInteger number = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new ConfigException(where(node), child(key), "expected " + expected + ", not " + text);
        }
        return number.longValue();
    }

    /** {@code true} or {@code false}, without quotes; false where the key is left out. */
    boolean flag(String key) {
        return typed(key, Tag.BOOL, "true or false").map(Boolean::parseBoolean).orElse(false);
    }

    private Optional<String> typed(String key, Tag tag, String expected) {
        Node node = entries.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(tag)) {
            throw problem(key, "expected " + expected);
        }
        return Optional.of(scalar.getValue());
    }

    /** The file beside this one, or the absolute one, that the value names. */
    Optional<Path> path(String key) {
        try {
            return has(key) ? Optional.of(Path.of(source.name()).resolveSibling(requireString(key))) : Optional.empty();
        } catch (InvalidPathException e) {
            throw problem(key, "is no file name: " + e.getReason());
        }
    }

    boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    YamlMap map(String key) {
        return of(source, child(key), take(key));
    }

    /** Keys with values, of which all are known; an empty map where the key is left out. */
    YamlMap section(String key, Set<String> known) {
        return section(key).only(known);
    }

    private YamlMap section(String key) {
        if (has(key) && !isMap(key)) {
            throw problem(key, "expected keys with values");
        }
        return map(key);
    }

    /** Text by text, for example headers and their values. */
    Map<String, String> strings(String key) {
        Map<String, String> strings = new LinkedHashMap<>();
        YamlMap map = section(key);
        map.keys().forEach(name -> strings.put(name, map.string(name).orElseThrow()));
        return strings;
    }

    /** A list of texts, none of them twice. */
    List<String> stringList(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : sequence(key)) {
            if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
                throw new ConfigException(where(node), child(key), "expected a list of texts");
            }
            if (texts.contains(scalar.getValue())) {
                throw new ConfigException(where(node), child(key), "has '" + scalar.getValue() + "' twice");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node node : sequence(key)) {
            maps.add(of(source, child(key) + "[" + maps.size() + "]", node));
        }
        return maps;
    }

    private List<Node> sequence(String key) {
        Node node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw problem(key, "expected a list");
        }
        return sequence.getValue();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** This, where all its keys are known. */
    YamlMap only(Set<String> known) {
        List<Finding> unknown = unknown(known);
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
        return this;
    }

    /** Keys that are none of those known: a misspelt key must not go unnoticed. */
    List<Finding> unknown(Set<String> known) {
        List<Finding> unknown = new ArrayList<>();
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                unknown.add(finding(key, "is no known key; known are " + String.join(", ", new TreeSet<>(known))));
            }
        }
        return unknown;
    }

    private @Nullable Node take(String key) {
        Node node = entries.get(key);
        return node == null || isNull(node) ? null : node;
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String where(Node node) {
        return source.name() + ":" + lineOf(node);
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
