package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class VerifyCommandTest {

    private int exitCode;

    @Test
    void everyRecordedRequestIsValid() throws IOException {
        String vectors = String.join("\n", vectors());

        List<String> answers = verify(vectors);

        assertThat(answers).hasSize(163).containsOnly("valid");
        assertThat(exitCode).isZero();
    }

    @Test
    void answersEachLineAndExitsTwoWhereOneIsNoCase() throws IOException {
        String vector = vectors().get(0);

        List<String> answers = verify(vector + "\nnonsense\n\n[]\nnull\n{}\n" + vector);

        assertThat(answers)
                .containsExactly(
                        "valid",
                        "error: not JSON",
                        "error: not JSON",
                        "error: not a JSON object",
                        "error: not a JSON object",
                        "error: method must be a string",
                        "valid");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void invalidUtf8IsNoCase() throws IOException {
        List<String> answers = verify(new byte[] {'"', (byte) 0xff, '"', '\n'});

        assertThat(answers).containsExactly("error: not UTF-8");
        assertThat(exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method",
                "target",
                "headers",
                "bodyBase64",
                "accessKeyId",
                "accessKeySecret",
                "securityToken",
                "now"
            })
    void missingOrIllTypedFieldIsNoCase(String field) throws IOException {
        assertThat(verifyChanged("mns-ak-peek", json -> json.remove(field))).startsWith("error: " + field);
        assertThat(verifyChanged("mns-ak-peek", json -> json.put(field, 1.5))).startsWith("error: " + field);
        assertThat(verifyChanged("mns-ak-peek", json -> json.put(field, new JsonArray().add("x"))))
                .startsWith("error: " + field);
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void oddValuesAreNoCase() throws IOException {
        assertThat(verifyChanged("mns-ak-peek", json -> json.put("now", Long.MAX_VALUE)))
                .startsWith("error: now");
        assertThat(verifyChanged("mns-ak-peek", json -> json.put("bodyBase64", "*")))
                .startsWith("error: bodyBase64");
        assertThat(verifyChanged("mns-ak-peek", json -> json.put("accessKeySecret", "")))
                .startsWith("error: accessKeySecret");
    }

    @Test
    void jsonlMustBeAskedFor() {
        assertThat(new CommandLine(new VerifyCommand(InputStream.nullInputStream()))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute())
                .isEqualTo(2);
    }

    private String verifyChanged(String name, Consumer<JsonObject> change) throws IOException {
        for (String vector : vectors()) {
            JsonObject json = new JsonObject(vector);
            if (json.getString("name").equals(name)) {
                change.accept(json);
                return verify(json.encode()).get(0);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private List<String> verify(String input) {
        return verify(input.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> verify(byte[] input) {
        StringWriter out = new StringWriter();
        exitCode = new CommandLine(new VerifyCommand(new ByteArrayInputStream(input)))
                .setOut(new PrintWriter(out))
                .execute("--jsonl");
        return out.toString().lines().toList();
    }

    private static List<String> vectors() throws IOException {
        try (InputStream in = VerifyCommandTest.class.getResourceAsStream("/signature-vectors.jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
