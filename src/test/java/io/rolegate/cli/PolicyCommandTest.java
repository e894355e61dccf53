package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
