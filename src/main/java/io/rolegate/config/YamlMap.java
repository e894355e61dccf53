package io.rolegate.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<String> read = new TreeSet<>();

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

    ConfigException problem(String key, String problem) {
        return new ConfigException(where(key), child(key), problem);
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

    String require(String key) {
        return text(key).filter(value -> !value.isBlank()).orElseThrow(() -> problem(key, "is required"));
    }

    boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    YamlMap map(String key) {
        return of(source, child(key), take(key));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : sequence(key)) {
            if (!(node instanceof ScalarNode scalar)) {
                throw new ConfigException(where(node), child(key), "expected a list of single values");
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
        Node node = take(key);
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

    /** Refuses keys that nobody asked for: a misspelt key must not go unnoticed. */
    void rejectUnknown() {
        for (String key : entries.keySet()) {
            if (!read.contains(key)) {
                throw problem(key, "is no known key; known are " + String.join(", ", read));
            }
        }
    }

    private @Nullable Node take(String key) {
        read.add(key);
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
