package io.rolegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditJsonTest {

    private static final List<String> NO_COMPONENTS = List.of("eventVersion", "sequence", "hash");

    private final AuditJson json = new AuditJson();

    @TempDir
    Path directory;

    @Test
    void writesEveryFieldInTheDocumentedOrder() throws IOException {
        List<String> documented = new ArrayList<>();
        Matcher rows = Pattern.compile("^\\| `(\\w+)` \\| (?:text|number|list|object) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/audit.md")));
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        AuditJson chained = new AuditJson(new HashChain(ChainKey.readOrMake(directory.resolve("key")), 0, ""));
        chained.append(AuditRecords.full());
        assertThat(new JsonObject(AuditRecords.rendered(chained)).fieldNames()).containsExactlyElementsOf(documented);
        assertThat(AuditRecord.class.getRecordComponents()).hasSize(documented.size() - NO_COMPONENTS.size());
        assertThat(documented).containsAll(NO_COMPONENTS);
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(render(AuditRecords.minimal("r")))
                .isEqualTo("{\"eventVersion\":\"1\",\"eventTime\":\"2026-11-24T08:00:00.007Z\",\"requestId\":\"r\","
                        + "\"decision\":\"Rejected\",\"status\":0,\"latencyMicros\":0,\"revision\":0}\n");
    }

    @Test
    void whatIsTooLongToBeDecidedAgainIsMarked() {
        List<String> many = Collections.nCopies(RequestContext.MOST_VALUES + 1, "v");
        AuditRecord tooMany = record().context(
                        new RequestContext("acs:ram::1:user/a", false, null, Map.of("oidc:aud", many)))
                .build();

        assertThat(render(AuditRecords.full())).doesNotContain("incomplete");
        assertThat(render(record().userAgent("u".repeat(600)).build())).doesNotContain("incomplete");
        assertThat(render(record().resource("r".repeat(600)).build())).contains("\"incomplete\":true");
        assertThat(new JsonObject(render(tooMany))
                        .getJsonObject("requestContext")
                        .getJsonArray("oidc:aud"))
                .hasSize(RequestContext.MOST_VALUES);
        assertThat(render(tooMany)).contains("\"incomplete\":true");
    }

    private static AuditRecordBuilder record() {
        return AuditRecord.builder(AuditRecords.TIME, "r", AuditDecision.ALLOW);
    }

    @Test
    void timesHaveMillisecondsAlways() {
        for (String time :
                List.of("2026-11-24T08:00:00.000Z", "2026-11-24T08:00:59.123Z", "1999-01-02T03:04:05.900Z")) {
            AuditRecord record = AuditRecord.builder(Instant.parse(time), "r", AuditDecision.ALLOW)
                    .build();
            assertThat(new JsonObject(render(record)).getString("eventTime")).isEqualTo(time);
        }
    }

    @Test
    void escapesWhateverCouldEndALineOrReorderIt() {
        String hostile = "a\nb\r\0\u0085\u2028\u2029\u202e\u200b\ufeff\u007f\ud800\"\\\udb40\udc01";

        assertThat(render(withUserAgent(hostile)))
                .contains("\"userAgent\":\"a\\u000ab\\u000d\\u0000\\u0085\\u2028\\u2029\\u202e\\u200b\\ufeff\\u007f"
                        + "\\ud800\\\"\\\\\\udb40\\udc01\"");
    }

    @Test
    void keepsVisibleTextReadable() {
        assertThat(render(withUserAgent("é 阿里云 😀"))).contains("\"userAgent\":\"é 阿里云 😀\"");
    }

    @Property
    void anyTextComesBackFromOneLine(@ForAll String text) {
        String line = render(withUserAgent(text));

        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line.chars().filter(c -> c < ' ')).containsExactly((int) '\n');
        String expected = withUserAgent(text).userAgent();
        assertThat(new JsonObject(line).getString("userAgent")).isEqualTo(expected);
    }

    @Test
    void growsForManyRecordsAndStartsAfreshAfterReset() {
        for (int i = 0; i < 1_000; i++) {
            json.append(AuditRecords.full());
        }
        assertThat(AuditRecords.rendered(json).lines())
                .hasSize(1_000)
                .allMatch(line -> new JsonObject(line).getInteger("status") == 403);

        json.reset();
        assertThat(json.size()).isZero();
    }

    private static AuditRecord withUserAgent(String text) {
        return AuditRecord.builder(AuditRecords.TIME, "r", AuditDecision.ALLOW)
                .userAgent(text)
                .build();
    }

    private String render(AuditRecord record) {
        json.reset();
        json.append(record);
        return AuditRecords.rendered(json);
    }
}
