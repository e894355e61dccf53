package io.rolegate.console.call;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An element of the message service's XML; attributes and mixed content mean nothing there. */
public final class XmlNode {
    private final Element element;

    private XmlNode(Element element) {
        this.element = element;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is not well-formed, or has a document type
     */
    public static XmlNode parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            return new XmlNode(document.getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("not well-formed", e);
        }
    }

    /** The name, without its namespace. */
    public String name() {
        return element.getLocalName();
    }

    public String text() {
        return element.getTextContent();
    }

    /** The elements right below, of any name. */
    public List<XmlNode> children() {
        List<XmlNode> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlNode(child));
            }
        }
        return children;
    }

    /** Those of one name. */
    public List<XmlNode> children(String name) {
        return children().stream().filter(child -> child.name().equals(name)).toList();
    }

    /** Text of the first child of that name, empty where there is none. */
    public String text(String name) {
        return children(name).stream().findFirst().map(XmlNode::text).orElse("");
    }

    /** The children as fields; several of one name become an array. */
    public JsonObject toJson() {
        JsonObject fields = new JsonObject();
        for (XmlNode child : children()) {
            Object value = child.children().isEmpty() ? child.text() : child.toJson();
            Object before = fields.getValue(child.name());
            if (before instanceof JsonArray array) {
                array.add(value);
            } else {
                fields.put(
                        child.name(),
                        before == null ? value : new JsonArray().add(before).add(value));
            }
        }
        return fields;
    }
}
