package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {
    private static final String CASE =
            "{\"policies\":[],\"request\":{\"action\":\"mns:Get\",\"resource\":\"*\",\"principal\":{\"type\":\"Account\","
                    + "\"arn\":\"acs:ram::1:root\",\"accountId\":\"1\"}}}";

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    private int run(byte[] input, String... arguments) {
        return new CommandLine(new PolicyCommand(new ByteArrayInputStream(input)))
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    private int eval(String input) {
        return run(input.getBytes(StandardCharsets.UTF_8), "eval", "--jsonl");
    }

    private int validate(String json, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.json"), json);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "validate";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(new byte[0], arguments);
    }

    @Test
    void printsOneVerdictALine() {
        int exitCode = eval(CASE + "\n" + CASE.replace("Account", "RAMUser") + "\r\n" + CASE);

        assertThat(exitCode).isZero();
        assertThat(output.toString().lines()).containsExactly("Allow", "ImplicitDeny", "Allow");
    }

    @Test
    void aLineThatIsNoCaseDoesNotStopTheOthers() {
        int exitCode = eval("nonsense\n\n" + CASE + "\n");

        assertThat(exitCode).isEqualTo(2);
        assertThat(output.toString().lines()).hasSize(3).last().isEqualTo("Allow");
        assertThat(output.toString().lines().limit(2)).allMatch(line -> line.startsWith("error: "));
    }

    @Test
    void aLineThatIsNotUtf8IsNoCase() {
        assertThat(run(new byte[] {(byte) 0xff, '\n'}, "eval", "--jsonl")).isEqualTo(2);
        assertThat(output.toString().lines()).containsExactly("error: not UTF-8");
    }

    @Test
    void nothingInNothingOut() {
        assertThat(eval("")).isZero();
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void validPolicyHasNoFindings() throws IOException {
        String json = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

        assertThat(validate(json)).isZero();
        assertThat(output.toString()).isEmpty();
        assertThat(validate(json, "--kind", "trust")).isEqualTo(1);
        assertThat(output.toString()).contains("$.Statement[0].Resource: expected only ");
    }

    @Test
    void undocumentedOperatorsCanBeRefused() throws IOException {
        String json = "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                + "\"Condition\":{\"Null\":{\"acs:MFAPresent\":\"true\"}}}]}";

        assertThat(validate(json)).isZero();
        assertThat(validate(json, "--documented-operators")).isEqualTo(1);
    }

    @Test
    void unreadableFileAndWrongUsageAreTold() throws IOException {
        assertThat(run(new byte[0], "validate", directory.resolve("absent").toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("absent");
        assertThat(validate("{}", "--kind", "resource")).isEqualTo(2);
        assertThat(run(new byte[0])).isEqualTo(2);
        assertThat(run(new byte[0], "eval")).isEqualTo(2);
    }

    private int ask(String command, String policy, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("office.json"), policy.replace('\'', '"'));
        List<String> arguments = new ArrayList<>(
                List.of(command, "--identity", file.toString(), "--principal", "acs:ram::1001000000000001:user/amy"));
        arguments.addAll(List.of(options));
        return run(new byte[0], arguments.toArray(String[]::new));
    }

    @Test
    void explainsWhichConditionFailed() throws IOException {
        String policy = "{'Version':'1','Statement':[{'Sid':'lan','Effect':'Allow','Action':'mns:*','Resource':'*',"
                + "'Condition':{'IpAddress':{'acs:SourceIp':'192.0.2.0/24'}}}]}";
        String[] send = {"--action", "mns:SendMessage", "--resource", "*", "--context"};

        assertThat(ask("explain", policy, with(send, "acs:SourceIp=203.0.113.9")))
                .isEqualTo(1);
        JsonObject denied = new JsonObject(output.toString());
        assertThat(denied.getString("Decision")).isEqualTo("ImplicitDeny");
        assertThat(denied.getJsonArray("NearMisses").encode()).contains("lan", "192.0.2.0/24", "203.0.113.9");
        assertThat(ask("explain", policy, with(send, "ACS:sourceip=192.0.2.7"))).isZero();
        assertThat(ask("explain", policy, with(send, "no value"))).isEqualTo(2);
    }

    @Test
    void simulatesEachActionOnEachResource() throws IOException {
        String policy = "{'Version':'1','Statement':[{'Effect':'Allow','Action':'mns:*','Resource':'acs:mns:*:*:/a'},"
                + "{'Sid':'keep','Effect':'Deny','Action':'mns:Delete*','Resource':'*'}]}";

        assertThat(ask(
                        "simulate",
                        policy,
                        with(
                                new String[] {"--action", "mns:Send", "--action", "mns:DeleteQueue"},
                                "--resource",
                                "acs:mns:x:1001000000000001:/a",
                                "--resource",
                                "*")))
                .isZero();
        assertThat(output.toString().lines().map(line -> line.replaceFirst("\\S*office.json", "office")))
                .containsExactly(
                        "Allow\tmns:Send\tacs:mns:x:1001000000000001:/a\toffice 0",
                        "ExplicitDeny\tmns:DeleteQueue\tacs:mns:x:1001000000000001:/a\toffice keep",
                        "ImplicitDeny\tmns:Send\t*\t",
                        "ExplicitDeny\tmns:DeleteQueue\t*\toffice keep");
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
