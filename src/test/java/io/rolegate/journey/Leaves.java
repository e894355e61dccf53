package io.rolegate.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.Assertions;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The values of an answer by their paths, whatever its format, without the RequestId. */
final class Leaves {
    private Leaves() {}

    static List<String> ofJson(String body) {
        List<String> leaves = new ArrayList<>();
        add(leaves, "", JsonParser.parseString(body));
        return sorted(leaves);
    }

    private static void add(List<String> leaves, String path, JsonElement value) {
        if (value.isJsonObject()) {
            for (Map.Entry<String, JsonElement> field : value.getAsJsonObject().entrySet()) {
                add(leaves, path + "/" + field.getKey(), field.getValue());
            }
        } else if (value.isJsonArray()) {
            value.getAsJsonArray().forEach(item -> add(leaves, path, item));
        } else {
            leaves.add(path + "=" + value.getAsString());
        }
    }

    static List<String> ofXml(String body, String root) throws Exception {
        Element element = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(UTF_8)))
                .getDocumentElement();
        Assertions.assertThat(element.getTagName()).isEqualTo(root);
        List<String> leaves = new ArrayList<>();
        addChildren(leaves, "", element);
        return sorted(leaves);
    }

    private static void addChildren(List<String> leaves, String path, Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                String childPath = path + "/" + child.getTagName();
                if (child.getElementsByTagName("*").getLength() > 0) {
                    addChildren(leaves, childPath, child);
                } else {
                    leaves.add(childPath + "=" + child.getTextContent());
                }
            }
        }
    }

    private static List<String> sorted(List<String> leaves) {
        leaves.removeIf(leaf -> leaf.startsWith("/RequestId="));
        Collections.sort(leaves);
        return leaves;
    }
}
