package io.rolegate.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log as it was read: the same fields as an {@link AuditRecord}, by their names in
 * {@code docs/audit.md}.
 */
public final class AuditEvent {

    static final String MARK_BEGINS = "{\"chain\":\"";

    private final String line;
    private final JsonObject fields;
    private final Instant time;

    private AuditEvent(String line, JsonObject fields, Instant time) {
        this.line = line;
        this.fields = fields;
        this.time = time;
    }

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException if it is no record of the audit log; the message says why
     */
    public static AuditEvent parse(String line) {
        try {
            JsonObject fields = new JsonObject(line);
            for (String name : List.of("eventTime", "requestId", "decision")) {
                if (!(fields.getValue(name) instanceof String)) {
                    throw new IllegalArgumentException("it has no " + name);
                }
            }
            return new AuditEvent(line, fields, Instant.parse(fields.getString("eventTime")));
        } catch (DecodeException malformed) {
            throw new IllegalArgumentException("it is no JSON object", malformed);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("its eventTime is no point in time", malformed);
        }
    }

    /** Whether a line of the audit log is no event, but says what happened to the log itself. */
    public static boolean isMark(String line) {
        return line.startsWith(MARK_BEGINS);
    }

    /** The line as it is in the file, without its end. */
    public String line() {
        return line;
    }

    /** When the request's head had been read; {@code acs:CurrentTime} to conditions. */
    public Instant time() {
        return time;
    }

    /** A field that holds text, null where the record doesn't have it. */
    public @Nullable String text(String name) {
        return fields.getValue(name) instanceof String text ? text : null;
    }

    /** A field that holds a number, 0 where the record doesn't have it. */
    public long number(String name) {
        return fields.getValue(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Whether all is there that decided: nothing of it was too long for a record. */
    public boolean isComplete() {
        return !fields.containsKey("incomplete");
    }

    /** What the request needed besides {@code action} on {@code resource}. */
    public List<RequiredPermission> alsoRequired() {
        JsonArray required = fields.getValue("alsoRequired") instanceof JsonArray array ? array : new JsonArray();
        return required.stream()
                .map(JsonObject.class::cast)
                .map(pair -> new RequiredPermission(pair.getString("action"), pair.getString("resource")))
                .toList();
    }

    /** What drafts of policies would have decided otherwise. */
    public List<Draft> drafts() {
        JsonArray drafts = fields.getValue("drafts") instanceof JsonArray array ? array : new JsonArray();
        return drafts.stream()
                .map(JsonObject.class::cast)
                .map(draft ->
                        new Draft(draft.getString("policy"), draft.getString("version"), draft.getString("decision")))
                .toList();
    }

    /** What a call of the gateway's own operations names, by parameter. */
    public Map<String, String> requestParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (fields.getValue("requestParameters") instanceof JsonObject named) {
            named.forEach(
                    member -> parameters.put(member.getKey(), member.getValue().toString()));
        }
        return parameters;
    }

    /** The values of every condition key that the decision could ask for, by the key's name. */
    public Map<String, List<String>> conditionValues() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        put(values, "acs:SourceIp", text("sourceIpAddress"));
        put(values, "acs:CurrentTime", text("eventTime"));
        put(values, "acs:AccessId", text("accessKeyId"));
        if (fields.getValue("requestContext") instanceof JsonObject context) {
            context.forEach(member -> values.put(member.getKey(), texts(member.getValue())));
        }
        return values;
    }

    private static void put(Map<String, List<String>> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, List.of(value));
        }
    }

    private static List<String> texts(Object value) {
        return value instanceof JsonArray array
                ? array.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    /** A {@link DraftDecision} as it was recorded. */
    public record Draft(String policy, String version, String decision) {}
}
