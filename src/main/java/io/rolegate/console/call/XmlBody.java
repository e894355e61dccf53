package io.rolegate.console.call;

import java.util.LinkedHashMap;
import java.util.Map;

/** The body of a request to the message service: one element with simple ones in it. */
public final class XmlBody {
    private final String root;
    private final Map<String, String> fields = new LinkedHashMap<>();

    public XmlBody(String root) {
        this.root = root;
    }

    /** Adds an element, unless it has no text. */
    public XmlBody add(String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
        return this;
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><")
                .append(root)
                .append(" xmlns=\"http://mns.aliyuncs.com/doc/v1/\">");
        fields.forEach((name, text) -> xml.append('<')
                .append(name)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(name)
                .append('>'));
        return xml.append("</").append(root).append('>').toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
