package io.rolegate.config.openapi;

import io.rolegate.config.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what in a document is of another kind than the OpenAPI specifications say, in the parts that are read. */
final class DocumentShape {
    private static final String MAPPING = "keys with values";

    private final String source;
    private final List<Finding> findings = new ArrayList<>();

    private DocumentShape(String source) {
        this.source = source;
    }

    /** Everything that is wrong with a document. */
    static List<Finding> check(String source, Map<?, ?> document) {
        DocumentShape shape = new DocumentShape(source);
        shape.mapping("info", document.get("info"));
        shape.mapping("components", document.get("components"));
        shape.mappings("servers", document.get("servers"));
        Object paths = document.get("paths");
        if (paths == null) {
            shape.findings.add(new Finding(source, "paths", "is missing; an operation needs a path"));
        }
        shape.mapping("paths", paths).forEach((path, item) -> {
            if (!path.startsWith("x-")) {
                shape.checkPath("paths." + path, item);
            }
        });
        return shape.findings;
    }

    private void checkPath(String key, @Nullable Object item) {
        Map<String, Object> entries = mapping(key, item);
        checkParameters(key + ".parameters", entries.get("parameters"));
        entries.forEach((name, operation) -> {
            if (OpenApiDocument.isMethod(name)) {
                checkOperation(key + '.' + name, operation);
            }
        });
    }

    private void checkOperation(String key, @Nullable Object operation) {
        if (operation == null) {
            expected(key, MAPPING);
            return;
        }
        Map<String, Object> entries = mapping(key, operation);
        text(key + ".operationId", entries.get("operationId"));
        checkParameters(key + ".parameters", entries.get("parameters"));
        Map<String, Object> body = mapping(key + ".requestBody", entries.get("requestBody"));
        mapping(key + ".requestBody.content", body.get("content"));
    }

    private void checkParameters(String key, @Nullable Object parameters) {
        List<Map<String, Object>> each = mappings(key, parameters);
        for (int index = 0; index < each.size(); index++) {
            Map<String, Object> parameter = each.get(index);
            if (!parameter.isEmpty() && !parameter.containsKey(DocumentPart.REFERENCE)) {
                for (String name : List.of("name", "in")) {
                    if (!(parameter.get(name) instanceof String)) {
                        expected(key + '[' + index + "]." + name, "text");
                    }
                }
            }
        }
    }

    private void text(String key, @Nullable Object value) {
        if (value instanceof Map || value instanceof List) {
            expected(key, "text");
        }
    }

    /** The mapping's entries; none, and a finding, where it is something else. */
    private Map<String, Object> mapping(String key, @Nullable Object value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> entries.put(String.valueOf(name), entry));
        } else if (value != null) {
            expected(key, MAPPING);
        }
        return entries;
    }

    private List<Map<String, Object>> mappings(String key, @Nullable Object value) {
        List<Map<String, Object>> mappings = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                mappings.add(mapping(key + '[' + index + ']', list.get(index)));
            }
        } else if (value != null) {
            expected(key, "a list");
        }
        return mappings;
    }

    private void expected(String key, String what) {
        findings.add(new Finding(source, key, "expected " + what));
    }
}
