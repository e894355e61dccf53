package io.rolegate.cli;

import static io.rolegate.cli.AuditLines.amy;
import static io.rolegate.cli.AuditLines.by;
import static io.rolegate.cli.AuditLines.partner;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyReplayCommandTest {
    private static final String SEND = "mns:SendMessage";
    private static final String DELETE = "mns:DeleteQueue";
    private static final String ONLY_SEND =
            document("{\"Effect\":\"Allow\",\"Action\":\"mns:Send*\",\"Resource\":\"*\"}");
    private static final String ACCOUNT =
            """
            format: 1
            account:
              id: '%s'
            policies:
              orders:
                defaultVersion: v1
                versions:
                  v1: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"mns:*","Resource":"*"}]}'
              deleting:
                defaultVersion: v1
                versions:
                  v1: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"mns:Delete*","Resource":"*"}]}'
            users:
              amy:
                policies:
                - Custom/orders
                - Custom/deleting
            roles:
              partner:
                trustPolicy: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":"acs:ram::2002000000000002:root"}}]}'
                policies:
                - Custom/orders
            """
                    .formatted(AuditLines.ACCOUNT);

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final AuditLines audit = new AuditLines();

    @TempDir
    private Path directory = Path.of("");

    private static String document(String statements) {
        return "{\"Version\":\"1\",\"Statement\":[" + statements + "]}";
    }

    private int replay(String draft, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("draft.json"), draft);
        Path log = audit.write(directory.resolve("audit.jsonl"));
        String[] arguments = Stream.concat(
                        Stream.of("policy", "replay", file.toString(), "--audit", log.toString(), "--policy", "orders"),
                        Stream.of(more))
                .toArray(String[]::new);
        CommandLine commandLine = Main.commandLine();
        return commandLine
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private JsonObject exactly(String draft) throws IOException {
        Path account = Files.writeString(directory.resolve("account.yaml"), ACCOUNT);
        replay(draft, "--policies", account.toString(), "--json");
        return new JsonObject(output.toString());
    }

    private static List<String> differences(JsonObject report) {
        return report.getJsonArray("differences").stream()
                .map(JsonObject.class::cast)
                .map(found -> found.getString("change") + " " + found.getString("caller") + " "
                        + found.getString("action") + " " + found.getLong("count"))
                .toList();
    }

    @Test
    void groupsWhatDiffersByCallerAndAction() throws IOException {
        audit.add(partner("s1", SEND, "orders", "Allow"))
                .add(partner("s1", DELETE, "orders", "Allow"))
                .add(partner("s2", DELETE, "invoices", "Allow"))
                .add(partner("s2", "mns:ListQueue", "", "Rejected"));

        JsonObject report = exactly(ONLY_SEND);

        assertThat(differences(report)).containsExactly("AllowedToDenied " + AuditLines.PARTNER + " " + DELETE + " 2");
        JsonObject found = report.getJsonArray("differences").getJsonObject(0);
        assertThat(found.getJsonObject("first").getString("requestId")).isEqualTo("R1");
        assertThat(found.getJsonObject("last").getString("resource")).isEqualTo(AuditLines.queue("invoices"));
        assertThat(report.getLong("alike")).isEqualTo(1);
        assertThat(report.getLong("notConcerned")).isEqualTo(1);
    }

    @Test
    void whatAnotherPolicyAllowsStaysAllowed() throws IOException {
        audit.add(by(amy(DELETE, "orders", "Allow"), "orders"));

        assertThat(differences(exactly(ONLY_SEND))).isEmpty();
    }

    @Test
    void denialOfTheDraftWinsOverOtherPolicies() throws IOException {
        audit.add(by(amy(DELETE, "orders", "Allow"), "deleting"));

        assertThat(differences(
                        exactly(document("{\"Effect\":\"Deny\",\"Action\":\"mns:Delete*\",\"Resource\":\"*\"}"))))
                .containsExactly("AllowedToDenied " + AuditLines.AMY + " " + DELETE + " 1");
    }

    @Test
    void denialsThatTheDraftLiftsAreFound() throws IOException {
        audit.add(by(partner("s1", DELETE, "orders", "ImplicitDeny"), "none"));

        JsonObject report = exactly(document("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"));

        assertThat(differences(report)).containsExactly("DeniedToAllowed " + AuditLines.PARTNER + " " + DELETE + " 1");
        assertThat(report.getJsonArray("differences").getJsonObject(0).getLong("alreadyInForce"))
                .isEqualTo(1);
    }

    @Test
    void sessionPolicyGoesOnToNarrow() throws IOException {
        String narrow = document("{\"Effect\":\"Allow\",\"Action\":\"mns:List*\",\"Resource\":\"*\"}");
        audit.add(partner("s1", DELETE, "orders", "ImplicitDeny")
                        .put("policyKind", "session")
                        .put("sessionPolicy", narrow))
                .add(partner("s1", "mns:ListQueue", "orders", "Allow").put("sessionPolicy", narrow));

        JsonObject report = exactly(document("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"));

        assertThat(differences(report)).isEmpty();
        assertThat(report.getLong("alike")).isEqualTo(2);
    }

    @Test
    void conditionsSeeWhatWasRecordedAndNothingIsGuessed() throws IOException {
        JsonObject unrecorded = partner("s1", SEND, "orders", "Allow");
        unrecorded.remove("requestContext");
        audit.add(partner("s1", SEND, "orders", "Allow")).add(unrecorded);
        String overTls = document("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\","
                + "\"Condition\":{\"Bool\":{\"acs:SecureTransport\":\"true\"}}}");

        JsonObject report = exactly(overTls);

        assertThat(differences(report)).isEmpty();
        assertThat(report.getLong("alike")).isEqualTo(1);
        assertThat(report.getJsonObject("undecidable").getLong("a condition asks for what was not recorded"))
                .isEqualTo(1);
    }

    @Test
    void everythingThatARequestNeededCounts() throws IOException {
        JsonObject both = partner("s1", SEND, "orders", "Allow");
        both.put("alsoRequired", List.of(JsonObject.of("action", DELETE, "resource", AuditLines.queue("orders"))));
        audit.add(both);

        assertThat(differences(exactly(ONLY_SEND)))
                .containsExactly("AllowedToDenied " + AuditLines.PARTNER + " " + SEND + " 1");
    }

    @Test
    void cutRecordsAndCallersThatAreGoneAreUndecidable() throws IOException {
        audit.add(partner("s1", SEND, "orders", "Allow").put("incomplete", true))
                .add(amy(SEND, "orders", "Allow").put("principalArn", AuditLines.AMY + "nda"));

        assertThat(exactly(ONLY_SEND).getJsonObject("undecidable").fieldNames())
                .containsExactlyInAnyOrder("the record was cut", "the caller does not exist any more");
    }

    @Test
    void withoutTheAccountItSaysWhatIsAssumed() throws IOException {
        audit.add(by(partner("s1", DELETE, "orders", "Allow"), "orders"))
                .add(by(partner("s1", DELETE, "orders", "Allow"), "another"))
                .add(partner("s1", SEND, "orders", "ImplicitDeny").put("policyKind", "identity"))
                .add(by(partner("s1", "mns:ListQueue", "orders", "ExplicitDeny"), "orders"))
                .add(by(amy(DELETE, "orders", "Allow"), "another"));

        assertThat(replay(ONLY_SEND)).isEqualTo(1);

        assertThat(output.toString().lines())
                .contains(
                        "Allowed then, denied by the draft: 1",
                        "Denied then, allowed by the draft: 1",
                        "Decided alike: 1",
                        "Not concerned: 1",
                        "Undecidable: 1",
                        "  1\tanother policy may allow it")
                .anyMatch(line -> line.startsWith("Assumed: "));
    }

    @Test
    void onlyLinesThatAreNeitherEventsNorAboutTheLogCountAsNoRecords() throws IOException {
        audit.add(by(partner("s1", SEND, "orders", "Allow"), "orders"));
        Path more = Files.writeString(
                directory.resolve("more.jsonl"),
                "{\"chain\":\"Begin\",\"eventTime\":\"2026-11-01T10:00:00Z\",\"keyId\":\"0\"}\n{\"eventTime\":\"2026-11");

        assertThat(replay(ONLY_SEND, "--audit", more.toString())).isZero();

        assertThat(output.toString().lines()).contains("Lines that are no records: 1");
    }

    @Test
    void exitCodesTell() throws IOException {
        audit.add(by(partner("s1", SEND, "orders", "Allow"), "orders"));

        assertThat(replay(ONLY_SEND)).isZero();
        assertThat(replay("{\"Version\":\"1\"}")).isEqualTo(2);
        assertThat(errors.toString()).contains("draft.json");
        assertThat(replay(ONLY_SEND, "--policies", directory.resolve("absent").toString()))
                .isEqualTo(2);
        assertThat(replay(ONLY_SEND, "--account", "acme")).isEqualTo(2);
        Path account = Files.writeString(directory.resolve("account.yaml"), ACCOUNT.replace("orders", "others"));
        assertThat(replay(ONLY_SEND, "--policies", account.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("has no policy orders");
    }
}
