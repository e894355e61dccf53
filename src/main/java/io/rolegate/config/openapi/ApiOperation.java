package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An operation of an OpenAPI document.
 *
 * @param id the operationId, empty for none
 * @param knowsParameters false where a reference to a parameter could not be followed
 * @param bodyTypes the media types of the request's body; empty for none
 * @param bodyFields the names of the top-level fields of its JSON body
 * @param lost references that could not be followed, so that what they say is not known
 */
record ApiOperation(
        String method,
        String path,
        String id,
        String summary,
        List<Parameter> parameters,
        boolean knowsParameters,
        List<String> bodyTypes,
        List<String> bodyFields,
        List<String> lost) {
    private static final int MAX_DEPTH = 8;

    ApiOperation {
        parameters = List.copyOf(parameters);
        bodyTypes = List.copyOf(bodyTypes);
        bodyFields = List.copyOf(bodyFields);
        lost = List.copyOf(lost);
    }

    /**
     * A parameter.
     *
     * @param place {@code query}, {@code header}, {@code path}, {@code cookie}, {@code body} or {@code formData}
     * @param isOne whether the name in a request is just this, not one made of an object's fields
     * @param isRepeated whether a list is sent as the parameter several times over
     */
    record Parameter(String name, String place, boolean required, boolean isOne, boolean isRepeated) {}

    static ApiOperation read(String method, String path, DocumentPart common, DocumentPart operation) {
        Map<String, DocumentPart> parameters = new LinkedHashMap<>();
        Set<String> lost = new LinkedHashSet<>();
        for (DocumentPart list : List.of(common, operation.get("parameters"))) {
            for (DocumentPart parameter : list.items()) {
                String lostOne = parameter.lost();
                if (lostOne == null) {
                    parameters.put(
                            parameter.get("in").text("") + " "
                                    + parameter.get("name").text(""),
                            parameter);
                } else {
                    lost.add(lostOne);
                }
            }
        }
        boolean knowsParameters = lost.isEmpty();
        DocumentPart body = operation.get("requestBody");
        Set<String> bodyTypes =
                new LinkedHashSet<>(body.get("content").entries().keySet());
        Set<String> fields = new TreeSet<>();
        noteLost(lost, body);
        body.get("content").entries().forEach((type, media) -> {
            if (type.toLowerCase(Locale.ROOT).contains("json")) {
                addFields(fields, lost, media.get("schema"), 0);
            }
        });
        List<Parameter> read = new ArrayList<>();
        for (DocumentPart parameter : parameters.values()) {
            Parameter one = parameter(parameter);
            read.add(one);
            if (one.place().equals("body")) {
                bodyTypes.add("application/json");
                addFields(fields, lost, parameter.get("schema"), 0);
            } else if (one.place().equals("formData")) {
                bodyTypes.add("application/x-www-form-urlencoded");
            }
        }
        return new ApiOperation(
                method,
                path,
                operation.get("operationId").text(""),
                operation.get("summary").text(operation.get("description").text("")),
                read,
                knowsParameters,
                List.copyOf(bodyTypes),
                List.copyOf(fields),
                List.copyOf(lost));
    }

    private static void addFields(Set<String> fields, Set<String> lost, DocumentPart schema, int depth) {
        noteLost(lost, schema);
        fields.addAll(schema.get("properties").entries().keySet());
        if (depth < MAX_DEPTH) {
            for (String composed : List.of("allOf", "oneOf", "anyOf")) {
                schema.get(composed).items().forEach(part -> addFields(fields, lost, part, depth + 1));
            }
        }
    }

    private static void noteLost(Set<String> lost, DocumentPart part) {
        String reference = part.lost();
        if (reference != null) {
            lost.add(reference);
        }
    }

    private static Parameter parameter(DocumentPart parameter) {
        boolean object = parameter.get("schema").get("type").text("").equals("object")
                || !parameter.get("schema").get("properties").isEmpty();
        return new Parameter(
                parameter.get("name").text(""),
                parameter.get("in").text(""),
                parameter.get("required").isTrue(),
                !object && parameter.get("content").isEmpty(),
                isRepeated(parameter));
    }

    /** OpenAPI 3 repeats the parameter unless it says otherwise, Swagger 2 where it says so. */
    private static boolean isRepeated(DocumentPart parameter) {
        boolean explodes = parameter.get("style").text("form").equals("form")
                && !parameter.get("explode").text("true").equals("false");
        return parameter.get("collectionFormat").text("").equals("multi")
                || (explodes && parameter.get("schema").get("type").text("").equals("array"));
    }

    /** The parameters of one place. */
    List<Parameter> in(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.place().equals(place))
                .toList();
    }
}
