package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An operation of an OpenAPI document.
 *
 * @param id the operationId, empty for none
 * @param bodyTypes the media types of the request's body; empty for none
 * @param bodyFields the names of the top-level fields of its JSON body
 */
record ApiOperation(
        String method,
        String path,
        String id,
        String summary,
        List<Parameter> parameters,
        List<String> bodyTypes,
        List<String> bodyFields) {
    ApiOperation {
        parameters = List.copyOf(parameters);
        bodyTypes = List.copyOf(bodyTypes);
        bodyFields = List.copyOf(bodyFields);
    }

    /**
     * A parameter.
     *
     * @param place {@code query}, {@code header}, {@code path}, {@code cookie}, {@code body} or {@code formData}
     * @param isOne whether the name in a request is just this, not one made of an object's fields
     */
    record Parameter(String name, String place, boolean required, boolean isOne) {}

    static ApiOperation read(String method, String path, DocumentPart common, DocumentPart operation) {
        Map<String, DocumentPart> parameters = new LinkedHashMap<>();
        for (DocumentPart list : List.of(common, operation.get("parameters"))) {
            for (DocumentPart parameter : list.items()) {
                parameters.put(
                        parameter.get("in").text("") + " "
                                + parameter.get("name").text(""),
                        parameter);
            }
        }
        DocumentPart content = operation.get("requestBody").get("content");
        List<String> bodyTypes = new ArrayList<>(content.entries().keySet());
        Map<String, DocumentPart> fields = new TreeMap<>();
        content.entries().forEach((type, media) -> {
            if (type.toLowerCase(Locale.ROOT).contains("json")) {
                fields.putAll(media.get("schema").get("properties").entries());
            }
        });
        List<Parameter> read = new ArrayList<>();
        for (DocumentPart parameter : parameters.values()) {
            Parameter one = parameter(parameter);
            read.add(one);
            if (one.place().equals("body")) {
                bodyTypes.add("application/json");
                fields.putAll(parameter.get("schema").get("properties").entries());
            } else if (one.place().equals("formData")) {
                bodyTypes.add("application/x-www-form-urlencoded");
            }
        }
        String summary =
                operation.get("summary").text(operation.get("description").text(""));
        return new ApiOperation(
                method,
                path,
                operation.get("operationId").text(""),
                summary,
                read,
                bodyTypes.stream().distinct().toList(),
                List.copyOf(fields.keySet()));
    }

    private static Parameter parameter(DocumentPart parameter) {
        boolean object = parameter.get("schema").get("type").text("").equals("object")
                || !parameter.get("schema").get("properties").isEmpty();
        return new Parameter(
                parameter.get("name").text(""),
                parameter.get("in").text(""),
                parameter.get("required").isTrue(),
                !object && parameter.get("content").isEmpty());
    }

    /** The parameters of one place. */
    List<Parameter> in(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.place().equals(place))
                .toList();
    }
}
