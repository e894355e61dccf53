package io.rolegate.backend.message;

import java.util.function.Consumer;

/** Writes answers: escaped, and without characters that XML can't hold. */
final class XmlWriter {
    /** The answers' namespace. With a trailing slash the SDK can't read errors (signatures.md §8). */
    static final String NAMESPACE = "http://mns.aliyuncs.com/doc/v1";

    private final StringBuilder out = new StringBuilder(512);

    private XmlWriter() {}

    /** A document with this root element. */
    static String document(String root, Consumer<XmlWriter> content) {
        XmlWriter writer = new XmlWriter();
        writer.out
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
                .append(root)
                .append(" xmlns=\"" + NAMESPACE + "\">");
        content.accept(writer);
        writer.out.append("</").append(root).append('>');
        return writer.out.toString();
    }

    /** An element that holds others. */
    XmlWriter element(String name, Consumer<XmlWriter> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    /** An element that holds text. */
    XmlWriter text(String name, String value) {
        return element(name, self -> self.escape(value));
    }

    /** An element that holds a number. */
    XmlWriter number(String name, long value) {
        return text(name, Long.toString(value));
    }

    private void escape(String value) {
        value.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                // A bare carriage return would come back as a line feed.
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
