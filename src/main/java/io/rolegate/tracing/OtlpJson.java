package io.rolegate.tracing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Spans as OTLP has them in JSON: ids as hex, 64-bit numbers as text. */
final class OtlpJson {

    private static final int ERROR = 2;

    private OtlpJson() {}

    static JsonObject request(List<Span> spans) {
        JsonArray list = new JsonArray();
        spans.forEach(span -> list.add(span(span)));
        JsonObject scope = new JsonObject()
                .put("scope", new JsonObject().put("name", "io.rolegate"))
                .put("spans", list);
        JsonObject resource = new JsonObject()
                .put("resource", new JsonObject().put("attributes", attributes(Map.of("service.name", "rolegate"))))
                .put("scopeSpans", new JsonArray().add(scope));
        return new JsonObject().put("resourceSpans", new JsonArray().add(resource));
    }

    private static JsonObject span(Span span) {
        JsonObject json = new JsonObject().put("traceId", span.traceId()).put("spanId", span.spanId());
        if (span.parentId() != null) {
            json.put("parentSpanId", span.parentId());
        }
        json.put("name", span.name())
                .put("kind", span.kind().number())
                .put("startTimeUnixNano", Long.toString(span.startNanos()))
                .put("endTimeUnixNano", Long.toString(span.endNanos()));
        if (!span.attributes().isEmpty()) {
            json.put("attributes", attributes(span.attributes()));
        }
        return span.failed() ? json.put("status", new JsonObject().put("code", ERROR)) : json;
    }

    private static JsonArray attributes(Map<String, Object> attributes) {
        JsonArray list = new JsonArray();
        attributes.forEach(
                (key, value) -> list.add(new JsonObject().put("key", key).put("value", value(value))));
        return list;
    }

    private static JsonObject value(Object value) {
        return value instanceof Long number
                ? new JsonObject().put("intValue", Long.toString(number))
                : new JsonObject().put("stringValue", value.toString());
    }
}
