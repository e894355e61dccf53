package io.rolegate.backend.message;

import java.util.List;
import java.util.Optional;

/**
 * An element of a request body.
 *
 * @param name local name
 * @param text the character data directly in it, untrimmed
 * @param children its elements, in order
 */
record XmlElement(String name, String text, List<XmlElement> children) {
    XmlElement {
        children = List.copyOf(children);
    }

    /** An element without content, what an empty body stands for. */
    static XmlElement empty(String name) {
        return new XmlElement(name, "", List.of());
    }

    /** The text of a child that may appear once at most. */
    Optional<String> child(String childName) {
        List<XmlElement> found = children(childName);
        if (found.size() > 1) {
            throw MnsError.MALFORMED_XML.because(childName + " appears more than once in " + name);
        }
        return found.stream().findFirst().map(XmlElement::text);
    }

    /** The children of this name, in order. */
    List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }
}
