package io.rolegate.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rolegate.policy.EvaluationCase.NotACaseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines of {@link EvaluationCase}. Members that it does not know are skipped. */
final class EvaluationCaseReader {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            // A document may be too deep or too large; it is the document then that is malformed, not the case.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String line;
    private final JsonParser parser;
    private final Map<PolicyKind, List<AttachedPolicy>> policies = new EnumMap<>(PolicyKind.class);
    private final Map<String, List<String>> context = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    private boolean hasPolicies;

    private EvaluationCaseReader(String line, JsonParser parser) {
        this.line = line;
        this.parser = parser;
    }

    static EvaluationCase read(String line) throws NotACaseException {
        try (JsonParser parser = FACTORY.createParser(line.toCharArray())) {
            return new EvaluationCaseReader(line, parser).read();
        } catch (JsonProcessingException e) {
            throw new NotACaseException("not JSON: " + JsonReader.reason(e));
        } catch (IOException e) {
            throw new NotACaseException("unreadable: " + e.getMessage());
        }
    }

    private interface MemberReader {
        void read(String name, JsonToken value) throws IOException, NotACaseException;
    }

    private EvaluationCase read() throws IOException, NotACaseException {
        members(parser.nextToken(), "the case", this::caseMember);
        if (parser.nextToken() != null) {
            throw new NotACaseException("expected nothing after the case");
        }
        if (!hasPolicies) {
            throw new NotACaseException("policies: missing");
        }
        PolicySet set = PolicySet.empty();
        for (Map.Entry<PolicyKind, List<AttachedPolicy>> layer : policies.entrySet()) {
            set = set.with(layer.getKey(), layer.getValue());
        }
        String type = required("request.principal.type");
        PolicyPrincipal principal = new PolicyPrincipal(
                PolicyPrincipal.Type.ofWireName(type)
                        .orElseThrow(() -> new NotACaseException("request.principal.type: unknown")),
                required("request.principal.arn"),
                required("request.principal.accountId"));
        return new EvaluationCase(
                texts.getOrDefault("name", ""),
                set,
                principal,
                required("request.action"),
                required("request.resource"),
                ConditionContext.of(context),
                texts.get("expect"));
    }

    private String required(String place) throws NotACaseException {
        String text = texts.get(place);
        if (text == null) {
            throw new NotACaseException(place + ": missing");
        }
        return text;
    }

    private void caseMember(String name, JsonToken value) throws IOException, NotACaseException {
        switch (name) {
            case "policies" -> {
                items(value, name, this::policy);
                hasPolicies = true;
            }
            case "request" -> members(value, name, this::requestMember);
            case "name", "expect" -> texts.put(name, text(value, name));
            default -> parser.skipChildren();
        }
    }

    private void requestMember(String name, JsonToken value) throws IOException, NotACaseException {
        String place = "request." + name;
        switch (name) {
            case "principal" -> members(value, place, this::principalMember);
            case "context" -> members(value, place, this::contextMember);
            case "action", "resource" -> texts.put(place, text(value, place));
            default -> parser.skipChildren();
        }
    }

    private void principalMember(String name, JsonToken value) throws IOException, NotACaseException {
        String place = "request.principal." + name;
        switch (name) {
            case "type", "arn", "accountId" -> texts.put(place, text(value, place));
            default -> parser.skipChildren();
        }
    }

    private void contextMember(String key, JsonToken value) throws IOException, NotACaseException {
        String place = new Path(null, "request.context").member(key).toString();
        List<String> values = context.computeIfAbsent(key, name -> new ArrayList<>());
        if (value == JsonToken.START_ARRAY) {
            items(value, place, item -> values.add(text(item, place)));
        } else {
            values.add(text(value, place));
        }
    }

    private void policy(JsonToken token) throws IOException, NotACaseException {
        Map<String, String> parts = new LinkedHashMap<>();
        members(token, "policy", (name, value) -> {
            switch (name) {
                case "type" -> parts.put(name, text(value, name));
                case "document" -> parts.put(name, document(value));
                default -> parser.skipChildren();
            }
        });
        String type = parts.get("type");
        String document = parts.get("document");
        if (type == null || document == null) {
            throw new NotACaseException("policies: expected type and document");
        }
        PolicyKind kind = PolicyKind.ofWireName(type)
                .orElseThrow(
                        () -> new NotACaseException("policies: expected type identity, session, trust or control"));
        List<AttachedPolicy> layer = policies.computeIfAbsent(kind, key -> new ArrayList<>());
        PolicyRef ref = new PolicyRef(type + "[" + layer.size() + "]", "Custom", "v1", "");
        layer.add(new AttachedPolicy(ref, PolicyDocument.parseFailingClosed(document, kind)));
    }

    /** The document's text as it stands in the line, or what a JSON text holds. */
    private String document(JsonToken value) throws IOException {
        if (value.isScalarValue()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return line.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    private interface ItemReader {
        void read(JsonToken item) throws IOException, NotACaseException;
    }

    private void items(JsonToken token, String place, ItemReader reader) throws IOException, NotACaseException {
        if (token != JsonToken.START_ARRAY) {
            throw new NotACaseException(place + ": expected a list");
        }
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            reader.read(item);
        }
    }

    private void members(@Nullable JsonToken token, String place, MemberReader reader)
            throws IOException, NotACaseException {
        if (token != JsonToken.START_OBJECT) {
            throw new NotACaseException(place + ": expected an object");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            reader.read(name, parser.nextToken());
        }
    }

    private String text(JsonToken token, String place) throws IOException, NotACaseException {
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw new NotACaseException(place + ": expected a text");
        }
        return parser.getText();
    }
}
