package io.rolegate.api;

import java.util.List;
import java.util.Map;

/** Writes nested maps, lists, texts, numbers and booleans as XML elements; a list repeats its element. */
final class XmlText {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private XmlText() {}

    /** A whole document whose root has no attributes. */
    static String write(String root, Map<String, ?> fields) {
        return write(root, "", fields);
    }

    /** @param attributes of the root, as they stand in the text, each after a space */
    static String write(String root, String attributes, Map<String, ?> fields) {
        StringBuilder xml = new StringBuilder(DECLARATION);
        xml.append('<').append(name(root)).append(attributes).append('>');
        writeFields(xml, fields);
        return xml.append("</").append(root).append('>').toString();
    }

    private static void writeFields(StringBuilder xml, Map<?, ?> fields) {
        fields.forEach((name, value) -> writeElement(xml, name(name.toString()), value));
    }

    private static void writeElement(StringBuilder xml, String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(item -> writeElement(xml, name, item));
            return;
        }
        xml.append('<').append(name).append('>');
        if (value instanceof Map<?, ?> map) {
            writeFields(xml, map);
        } else {
            writeText(xml, WellFormedText.forXml(value.toString()));
        }
        xml.append("</").append(name).append('>');
    }

    private static void writeText(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                // Parsers turn a bare carriage return into a line feed.
                case '\r' -> xml.append("&#13;");
                default -> xml.append(c);
            }
        }
    }

    /** Element names are ours, never a caller's; a fault here must not become markup. */
    private static String name(String name) {
        boolean sound = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(TextRule::isAsciiAlphanumeric);
        if (!sound) {
            throw new IllegalArgumentException("Not an element's name: " + name);
        }
        return name;
    }
}
