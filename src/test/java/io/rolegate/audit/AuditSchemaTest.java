package io.rolegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditSchemaTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (text|number|list|object|flag) \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Map<String, String> TYPES =
            Map.of("text", "string", "number", "integer", "list", "array", "object", "object");

    private final AuditSchema schema = new AuditSchema();

    @Test
    void takesTheLongestAndTheShortestRecord() {
        AuditJson json = new AuditJson();
        json.append(AuditRecords.full());
        json.append(AuditRecords.minimal("r"));

        assertThat(AuditRecords.rendered(json).lines()).allMatch(schema::takes);
    }

    @Test
    void refusesWhatIsNoLineOfTheLog() {
        String whole = "{\"eventVersion\":\"1\",\"eventTime\":\"2026-11-24T08:00:00.007Z\",\"requestId\":\"r\","
                + "\"decision\":\"Rejected\",\"status\":0,\"latencyMicros\":0,\"revision\":0}";
        assertThat(schema.takes(whole)).isTrue();
        assertThat(Stream.of(
                        whole.replace("Rejected", "Perhaps"),
                        whole.replace(".007Z", "Z"),
                        whole.replace("\"status\":0,", ""),
                        whole.replace("\"revision\":0", "\"revision\":0,\"secret\":\"x\""),
                        whole.replace("\"eventVersion\"", "\"chain\""),
                        "{\"chain\":\"Begin\"}"))
                .noneMatch(schema::takes);
    }

    @Test
    void hasTheFieldsOfTheDocument() throws IOException {
        Map<String, String> documented = new HashMap<>();
        Map<String, String> described = new HashMap<>();
        Set<String> required = ROW.matcher(Files.readString(Path.of("docs/audit.md")))
                .results()
                .peek(row -> documented.put(row.group(1), TYPES.getOrDefault(row.group(2), "")))
                .filter(row -> row.group(3).strip().equals("yes"))
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        JsonObject fields = schema.event().getJsonObject("properties");
        fields.forEach(field -> {
            String type = ((JsonObject) field.getValue()).getString("type");
            described.put(field.getKey(), type == null ? documented.get(field.getKey()) : type);
        });

        assertThat(described).isEqualTo(documented);
        assertThat(schema.event().getJsonArray("required").stream().map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(required);
    }
}
