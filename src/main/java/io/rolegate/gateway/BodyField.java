package io.rolegate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads one field of an XML or JSON body that decides a further permission. A field given twice is refused. */
final class BodyField {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private BodyField() {}

    /** The text of the top-level JSON field, or of the only XML element of that name; null where there is none. */
    static @Nullable String read(Buffer body, String field) {
        try {
            return firstByte(body) == '<' ? fromXml(body, field) : fromJson(body, field);
        } catch (XMLStreamException | IOException e) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Body", "The body is neither XML nor JSON.");
        }
    }

    private static int firstByte(Buffer body) {
        int index = 0;
        while (index < body.length() && (body.getByte(index) <= ' ' || body.getByte(index) == (byte) 0xEF)) {
            index++;
        }
        return index < body.length() ? body.getByte(index) : -1;
    }

    private static @Nullable String fromXml(Buffer body, String field) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body.getBytes()));
        String found = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type is not allowed");
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(field)) {
                if (found != null) {
                    throw repeated(field);
                }
                found = reader.getElementText().strip();
            }
        }
        return found;
    }

    private static @Nullable String fromJson(Buffer body, String field) throws IOException {
        String found = null;
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.VALUE_STRING) {
                    found = parser.getText();
                }
                parser.skipChildren();
            }
        }
        return found;
    }

    private static ApiException repeated(String field) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, field, field + " is given more than once.");
    }
}
