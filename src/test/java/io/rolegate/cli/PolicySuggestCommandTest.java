package io.rolegate.cli;

import static io.rolegate.cli.AuditLines.amy;
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

class PolicySuggestCommandTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final AuditLines audit = new AuditLines();

    @TempDir
    private Path directory = Path.of("");

    private int suggest(String principal, String... more) throws IOException {
        Path log = audit.write(directory.resolve("audit.jsonl"));
        String[] arguments = Stream.concat(
                        Stream.of("policy", "suggest", "--audit", log.toString(), "--principal", principal),
                        Stream.of(more))
                .toArray(String[]::new);
        return Main.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @Test
    void suggestsWhatAllSessionsOfARoleUsedAndNoMore() throws IOException {
        audit.add(partner("s1", "mns:SendMessage", "orders", "Allow"))
                .add(partner("s2", "mns:SendMessage", "invoices", "Allow"))
                .add(partner("s2", "mns:DeleteQueue", "orders", "ImplicitDeny"))
                .add(amy("mns:ListQueue", "orders", "Allow"));

        assertThat(suggest("partner")).isZero();

        assertThat(new JsonObject(output.toString()))
                .isEqualTo(new JsonObject(
                        """
                        {"Version":"1","Statement":[{"Effect":"Allow","Action":"mns:SendMessage","Resource":["%s","%s"]}]}"""
                                .formatted(AuditLines.queue("invoices"), AuditLines.queue("orders"))));
        assertThat(errors.toString()).contains("Allowed requests: 2");
    }

    @Test
    void listsWhatIsGrantedButNotUsed() throws IOException {
        audit.add(amy("mns:SendMessage", "orders", "Allow"));
        Path policy = Files.writeString(
                directory.resolve("policy.json"),
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"mns:Send*\",\"oss:Get*\"],"
                        + "\"Resource\":\"*\"}]}");

        assertThat(suggest(AuditLines.AMY, "--policy", policy.toString(), "--json"))
                .isZero();

        assertThat(new JsonObject(output.toString())
                        .getJsonArray("unusedActions").stream().toList())
                .contains("oss:Get*")
                .doesNotContain("mns:SendMessage", "mns:Send*")
                .allMatch(
                        action -> action.equals("oss:Get*") || action.toString().startsWith("mns:Send"));
    }

    @Test
    void manyResourcesBecomeAPatternOnlyWhenAsked() throws IOException {
        for (String queue : List.of("a", "b", "c")) {
            audit.add(amy("mns:SendMessage", "orders/" + queue, "Allow"));
        }

        assertThat(suggest(AuditLines.AMY, "--list-at-most", "2")).isZero();

        assertThat(new JsonObject(output.toString())
                        .getJsonArray("Statement")
                        .getJsonObject(0)
                        .getString("Resource"))
                .isEqualTo(AuditLines.queue("orders/*"));
        assertThat(errors.toString()).contains("Stands for more than was used: " + AuditLines.queue("orders/*"));
    }

    @Test
    void nothingUsedIsNothingToSuggest() throws IOException {
        assertThat(suggest("partner")).isEqualTo(1);
        assertThat(suggest("partner", "--list-at-most", "0")).isEqualTo(2);
    }
}
