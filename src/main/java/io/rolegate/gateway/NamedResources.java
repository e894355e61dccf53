package io.rolegate.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Parameter;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the names of resources out of a body or a parameter, where they decide a permission. What another reader could
 * understand otherwise is refused: a field given twice, also in other case, or text behind the document. One instance an
 * event loop.
 */
final class NamedResources {
    private static final int MOST = 100;
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final XMLInputFactory xml = XMLInputFactory.newFactory();

    NamedResources() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /**
     * The text or texts of the top-level JSON field, or of the only XML element of that name; empty where there is none. A
     * parameter of that name beside it is refused.
     */
    List<String> inBody(CallView call, Buffer body, String field) {
        if (!inParameters(call, field).isEmpty()) {
            throw repeated(field);
        }
        try {
            return firstByte(body) == '<' ? fromXml(body, field) : fromJson(body.getBytes(), field);
        } catch (XMLStreamException | IOException e) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "Body", "The body is neither XML nor JSON.");
        }
    }

    /**
     * What the parameters of this name say: one resource, a list of them as a JSON array, or a list as {@code name.1},
     * {@code name.2} and so on; empty where there is none.
     */
    List<String> inParameters(CallView call, String name) {
        if (call.hasOtherSpelling(name)) {
            throw repeated(name);
        }
        String value = call.parameter(name);
        int listed = listed(call, name);
        if (listed == 0) {
            return value == null || value.isEmpty() ? List.of() : inParameter(value, name);
        }
        if (value != null) {
            throw repeated(name);
        }
        return numbered(call, name, listed);
    }

    /** How many parameters someone could take for entries of the list of this name. */
    private static int listed(CallView call, String name) {
        int listed = 0;
        for (List<Parameter> parameters : List.of(call.query(), call.form())) {
            for (Parameter parameter : parameters) {
                if (isEntry(parameter.name(), name)) {
                    listed++;
                }
            }
        }
        return listed;
    }

    private static boolean isEntry(String candidate, String name) {
        return candidate.length() > name.length()
                && (candidate.charAt(name.length()) == '.' || candidate.charAt(name.length()) == '[')
                && candidate.regionMatches(true, 0, name, 0, name.length());
    }

    private static List<String> numbered(CallView call, String name, int count) {
        if (count > MOST) {
            throw malformed(name);
        }
        List<String> names = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            String entry = call.parameter(name + '.' + number);
            if (entry == null || entry.isEmpty()) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAMETER,
                        name,
                        "The entries of " + name + " must be " + name + ".1, " + name + ".2 and so on, without a gap.");
            }
            names.add(entry);
        }
        return names;
    }

    private static List<String> inParameter(String value, String parameter) {
        if (!value.startsWith("[")) {
            return List.of(value);
        }
        try (JsonParser parser = JSON.createParser(value.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            List<String> names = texts(parser, parameter);
            demandEnd(parser);
            return names;
        } catch (IOException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER, parameter, parameter + " must be text or a JSON array of texts.");
        }
    }

    private static int firstByte(Buffer body) {
        int index = 0;
        while (index < body.length() && (body.getByte(index) <= ' ' || body.getByte(index) == (byte) 0xEF)) {
            index++;
        }
        return index < body.length() ? body.getByte(index) : -1;
    }

    private List<String> fromXml(Buffer body, String field) throws XMLStreamException {
        XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(body.getBytes()));
        List<String> found = List.of();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type is not allowed");
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equalsIgnoreCase(field)) {
                if (!found.isEmpty() || !reader.getLocalName().equals(field)) {
                    throw repeated(field);
                }
                found = List.of(reader.getElementText().strip());
            }
        }
        return found;
    }

    private static List<String> fromJson(byte[] body, String field) throws IOException {
        List<String> found = List.of();
        boolean seen = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!name.equalsIgnoreCase(field)) {
                    parser.skipChildren();
                    continue;
                }
                if (seen || !name.equals(field)) {
                    throw repeated(field);
                }
                seen = true;
                found = texts(parser, field);
            }
            demandEnd(parser);
        }
        return found;
    }

    private static void demandEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("there is text behind the document");
        }
    }

    /** The text, or the array of texts, that the parser is at. */
    private static List<String> texts(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return List.of(parser.getText());
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(field);
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING || texts.size() == MOST) {
                throw malformed(field);
            }
            texts.add(parser.getText());
        }
        return texts;
    }

    private static ApiException malformed(String field) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER, field, field + " must be text, or a list of at most " + MOST + " texts.");
    }

    private static ApiException repeated(String field) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER, field, field + " is given more than once, or in other letters.");
    }
}
