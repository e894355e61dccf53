package io.rolegate.backend.message;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads request bodies: no document types, no entities save the five built in, a bounded depth and number of elements.
 * The body's size is bounded before it comes here.
 */
final class XmlReader {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ELEMENTS = 512;
    private static final Set<String> NAMESPACES = Set.of(XmlWriter.NAMESPACE, XmlWriter.NAMESPACE + "/");

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    XmlReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
    }

    /** The root element. Fails with MalformedXML. */
    XmlElement read(String body) {
        try {
            XMLStreamReader stream = factory.createXMLStreamReader(new StringReader(body));
            try {
                return new Parse(stream).document();
            } finally {
                stream.close();
            }
        } catch (XMLStreamException e) {
            throw MnsError.MALFORMED_XML.because("the request body is not well-formed XML without document type");
        }
    }

    /** One run over one body. */
    private static final class Parse {
        private final XMLStreamReader stream;
        private int elements;

        Parse(XMLStreamReader stream) {
            this.stream = stream;
        }

        XmlElement document() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT) {
                event = next();
            }
            XmlElement root = element(1);
            while (stream.hasNext()) {
                next();
            }
            return root;
        }

        private XmlElement element(int depth) throws XMLStreamException {
            if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                throw MnsError.MALFORMED_XML.because("the request body is nested too deeply or has too many elements");
            }
            String namespace = stream.getNamespaceURI();
            if (namespace != null && !namespace.isEmpty() && !NAMESPACES.contains(namespace)) {
                throw MnsError.MALFORMED_XML.because("the namespace must be " + XmlWriter.NAMESPACE);
            }
            String name = stream.getLocalName();
            StringBuilder text = new StringBuilder();
            List<XmlElement> children = new ArrayList<>();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    children.add(element(depth + 1));
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(stream.getText());
                }
            }
            return new XmlElement(name, text.toString(), children);
        }

        private int next() throws XMLStreamException {
            int event = stream.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw MnsError.MALFORMED_XML.because("document types and entities are not accepted");
            }
            return event;
        }
    }
}
