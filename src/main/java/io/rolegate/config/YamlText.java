package io.rolegate.config;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes YAML for people: texts of several lines as blocks, no line folded, quotes only where they are needed. */
final class YamlText {
    private YamlText() {}

    /** @param content texts, numbers and truth values, in lists and maps */
    static String of(Map<String, Object> content) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndent(2);
        StringWriter text = new StringWriter();
        YamlSource.newYaml(options).serialize(node(content), text);
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> entries = new ArrayList<>();
            map.forEach((key, item) -> entries.add(new NodeTuple(node(key), node(item))));
            return new MappingNode(Tag.MAP, entries, map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value instanceof Collection<?> items) {
            return new SequenceNode(Tag.SEQ, items.stream().map(YamlText::node).toList(), FlowStyle.BLOCK);
        }
        String text = value.toString();
        Tag tag = value instanceof Boolean ? Tag.BOOL : value instanceof Number ? Tag.INT : Tag.STR;
        return new ScalarNode(tag, text, null, null, style(text));
    }

    private static ScalarStyle style(String text) {
        // YAML 1.1 takes these for line breaks, and folds them unless they are escaped.
        if (text.indexOf('\u2028') >= 0 || text.indexOf('\u2029') >= 0) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        return text.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
    }
}
