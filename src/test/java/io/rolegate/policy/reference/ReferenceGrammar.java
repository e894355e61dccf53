package io.rolegate.policy.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grammar of ram.md §1.1: a sound document as maps, lists and texts. */
final class ReferenceGrammar {
    private static final JsonFactory JSON = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private ReferenceGrammar() {}

    private static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The statements, or null where the document is malformed. */
    static @Nullable List<Map<String, Object>> statements(String json, boolean trust) {
        try {
            Map<String, Object> policy = object(read(json));
            demand(Set.of("Version", "Statement").equals(policy.keySet()));
            demand(policy.get("Version").equals("1"));
            demand(policy.get("Statement") instanceof List<?> list && !list.isEmpty());
            List<Map<String, Object>> statements = new ArrayList<>();
            for (Object item : (List<?>) policy.get("Statement")) {
                statements.add(statement(object(item), trust));
            }
            return statements;
        } catch (IOException | MalformedException malformed) {
            return null;
        }
    }

    private static Map<String, Object> statement(Map<String, Object> statement, boolean trust)
            throws MalformedException {
        Set<String> known = trust
                ? Set.of("Effect", "Action", "NotAction", "Principal", "Condition", "Sid")
                : Set.of("Effect", "Action", "NotAction", "Resource", "NotResource", "Condition", "Sid");
        demand(known.containsAll(statement.keySet()));
        demand("Allow".equals(statement.get("Effect")) || "Deny".equals(statement.get("Effect")));
        demand(statement.containsKey("Action") != statement.containsKey("NotAction"));
        for (String action :
                someTexts(statement.containsKey("Action") ? statement.get("Action") : statement.get("NotAction"))) {
            demand(action.equals("*") || action.contains(":"));
        }
        if (trust) {
            principal(statement.get("Principal"));
        } else {
            demand(statement.containsKey("Resource") != statement.containsKey("NotResource"));
            someTexts(statement.containsKey("Resource") ? statement.get("Resource") : statement.get("NotResource"));
        }
        if (statement.containsKey("Condition")) {
            for (Map.Entry<String, Object> operator :
                    object(statement.get("Condition")).entrySet()) {
                demand(ReferenceConditions.isOperator(operator.getKey()));
                for (Object values : object(operator.getValue()).values()) {
                    someTexts(values);
                }
            }
        }
        return statement;
    }

    private static void principal(@Nullable Object value) throws MalformedException {
        if (value instanceof String text) {
            demand(text.equals("*"));
            return;
        }
        Map<String, Object> byKind = object(value);
        demand(!byKind.isEmpty() && Set.of("RAM", "Service", "Federated").containsAll(byKind.keySet()));
        for (Object names : byKind.values()) {
            someTexts(names);
        }
    }

    private static List<String> someTexts(@Nullable Object value) throws MalformedException {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                demand(item instanceof String);
            }
        }
        List<String> texts = ReferenceEvaluator.texts(value);
        demand(!texts.isEmpty());
        return texts;
    }

    @SuppressWarnings("unchecked") // Keys of JSON objects are texts.
    private static Map<String, Object> object(@Nullable Object value) throws MalformedException {
        demand(value instanceof Map<?, ?>);
        return (Map<String, Object>) value;
    }

    private static void demand(boolean sound) throws MalformedException {
        if (!sound) {
            throw new MalformedException();
        }
    }

    private static Object read(String json) throws IOException, MalformedException {
        try (JsonParser parser = JSON.createParser(json)) {
            demand(parser.nextToken() != null);
            Object value = value(parser);
            demand(parser.nextToken() == null);
            return value;
        }
    }

    /** Numbers and booleans are read as their text. */
    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? JsonToken.VALUE_NULL : parser.getText();
    }
}
