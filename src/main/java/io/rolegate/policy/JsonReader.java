package io.rolegate.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads exactly one JSON value; what is wrong, duplicate keys included, becomes a finding. */
final class JsonReader {
    /** Longer texts are not looked at. */
    static final int MAX_LENGTH = 1_000_000;

    /** The language needs 6 levels. */
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names come from strangers: interning or sharing them between documents would let those fill tables.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_LENGTH)
                    .maxNumberLength(MAX_LENGTH)
                    .maxNameLength(MAX_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final Findings findings;

    private JsonReader(JsonParser parser, Findings findings) {
        this.parser = parser;
        this.findings = findings;
    }

    /** The value, or empty if {@code text} is not JSON; then a finding says why. */
    static Optional<Json> read(String text, Findings findings) {
        if (text.length() > MAX_LENGTH) {
            findings.malformed(Path.ROOT, "expected at most " + MAX_LENGTH + " characters");
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                findings.malformed(Path.ROOT, "expected JSON, found nothing");
                return Optional.empty();
            }
            Json value = new JsonReader(parser, findings).value(first, Path.ROOT);
            if (parser.nextToken() != null) {
                findings.malformed(Path.ROOT, "expected nothing after the document" + at(parser.currentLocation()));
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (StreamConstraintsException e) {
            findings.malformed(Path.ROOT, "expected at most " + MAX_DEPTH + " levels");
            return Optional.empty();
        } catch (JsonProcessingException e) {
            findings.malformed(Path.ROOT, "expected JSON: " + reason(e) + at(e.getLocation()));
            return Optional.empty();
        } catch (IOException e) {
            findings.malformed(Path.ROOT, "expected JSON: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Json value(JsonToken token, Path path) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(path);
            case START_ARRAY -> items(path);
            case VALUE_NULL -> Json.Null.NULL;
            default -> new Json.Text(parser.getText());
        };
    }

    private Json items(Path path) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, path.item(items.size())));
        }
        return new Json.Items(items);
    }

    private Json members(Path path) throws IOException {
        List<Json.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Path place = path.member(name);
            if (!names.add(name)) {
                findings.malformed(place, "expected each key once");
            }
            members.add(new Json.Member(name, value(parser.nextToken(), place)));
        }
        return new Json.Members(members);
    }

    /** The parser's message without its remarks on the source, which is a text and has no name. */
    static String reason(JsonProcessingException failure) {
        String message = failure.getOriginalMessage();
        int remark = message.indexOf(" (start marker at");
        String reason = remark < 0 ? message : message.substring(0, remark);
        return reason.lines().findFirst().orElse("");
    }

    /** Where in the text, as far as the parser knows. */
    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
