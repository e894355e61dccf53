package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code rolegate verify --explain} as its callers see it. */
class VerifyExplainTest {
    private static final String KEY_ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    private static final String SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    private static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private @Nullable String typed;

    @TempDir
    private Path folder = Path.of("");

    private static List<JsonObject> vectors() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/signature-vectors.jsonl")).stream()
                .map(JsonObject::new)
                .toList();
    }

    private static JsonObject vector(String name) throws IOException {
        return vectors().stream()
                .filter(vector -> vector.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The vector as it went over the wire. */
    private static byte[] raw(JsonObject vector) {
        StringBuilder head = new StringBuilder();
        head.append(vector.getString("method"))
                .append(' ')
                .append(vector.getString("target"))
                .append(" HTTP/1.1\r\n");
        byte[] body = Base64.getDecoder().decode(vector.getString("bodyBase64"));
        for (Object line : vector.getJsonArray("headers")) {
            String name = ((JsonArray) line).getString(0);
            if (!List.of("content-length", "transfer-encoding").contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name)
                        .append(": ")
                        .append(((JsonArray) line).getString(1))
                        .append("\r\n");
            }
        }
        head.append("content-length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(body);
        return raw.toByteArray();
    }

    private void register(JsonObject vector) {
        environment.put(KEY_ID, vector.getString("accessKeyId"));
        environment.put(SECRET, vector.getString("accessKeySecret"));
        if (vector.getString("securityToken") != null) {
            environment.put(TOKEN, vector.getString("securityToken"));
        }
    }

    private int explain(byte[] recording, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--explain"));
        all.addAll(List.of(arguments));
        return new CommandLine(new VerifyCommand(
                        new ByteArrayInputStream(recording), new KnownOptions(environment, () -> typed)))
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> whatAnSdkSentIsAuthentic() throws IOException {
        return vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.getString("name"), () -> {
                    VerifyExplainTest test = new VerifyExplainTest();
                    test.register(vector);

                    int exitCode = test.explain(raw(vector), "--env", "--now", "" + vector.getLong("now"));

                    assertThat(test.output.toString()).contains("Verdict\n  authentic");
                    assertThat(exitCode).isZero();
                }));
    }

    @Test
    void reportShowsWhatTheGatewayComputesAndTheCause() throws IOException {
        JsonObject vector = vector("tea-ak-v3-CreateCluster-json");
        register(vector);
        String proxied = new String(raw(vector), StandardCharsets.ISO_8859_1)
                .replaceFirst("(?i)\r\nhost: ([^\r]*)", "\r\nhost: 10.0.0.7\r\nx-forwarded-host: $1");

        int exitCode =
                explain(proxied.getBytes(StandardCharsets.ISO_8859_1), "--env", "--now", "" + vector.getLong("now"));

        assertThat(output.toString())
                .contains(
                        "Canonical request\n  |POST\n  |/clusters\n  |\n  |content-type:application/json; charset=utf-8\n")
                .contains("  |host:10.0.0.7\n")
                .contains("String to sign\n  |ACS3-HMAC-SHA256\n  |")
                .contains("Verdict\n  refused with SignatureDoesNotMatch (400): ")
                .contains("Cause: host-rewritten\n  The client signed the host ")
                .contains("\n  Have the proxy pass on the client's Host")
                .doesNotContain(vector.getString("accessKeySecret"));
        assertThat(exitCode).isEqualTo(Main.REFUSED);
    }

    @Test
    void secretMayComeFromAFileOrATerminal() throws IOException {
        JsonObject vector = vector("mns-ak-publish");
        Path request = Files.write(folder.resolve("request.http"), raw(vector));
        Path secret = Files.writeString(folder.resolve("secret"), vector.getString("accessKeySecret") + "\n");
        typed = vector.getString("accessKeySecret");

        assertThat(explain(new byte[0], "--secret-file", secret.toString(), request.toString()))
                .isZero();
        assertThat(explain(new byte[0], "--ask-secret", request.toString())).isZero();

        assertThat(output.toString().split("authentic", -1)).hasSize(3);
        assertThat(output.toString()).contains("so the clock is not judged");
    }

    @Test
    void withoutTheSecretItSaysWhatItCanNotJudge() throws IOException {
        assertThat(explain(raw(vector("mns-ak-publish")))).isZero();

        assertThat(output.toString())
                .contains("nothing is wrong with it in what can be judged without the secret")
                .contains("Without the secret the signature itself is not judged.");
    }

    @Test
    void tokenThatNamesAnotherKeyIsFoundWithoutTheSecret() throws IOException {
        JsonObject vector = vector("mns-tok-publish");
        String claims = new JsonObject().put("jti", "STS.another").put("exp", 1).encode();
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".sig";
        String request =
                new String(raw(vector), StandardCharsets.ISO_8859_1).replace(vector.getString("securityToken"), token);

        int exitCode = explain(request.getBytes(StandardCharsets.ISO_8859_1), "--now");

        assertThat(exitCode).isEqualTo(Main.REFUSED);
        assertThat(output.toString())
                .contains("Cause: token-of-another-key\n  The SecurityToken belongs to STS.another")
                .contains("Cause: token-expired\n  The SecurityToken ended at 1970-01-01T00:00:01Z")
                .contains("Cause: clock\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"e30.e30.x", "e30.*.x", "a.b", "e30.eyJqdGkiOjEsImV4cCI6IngifQ.x", "e30.eyJleHAiOjFlMzB9.x"})
    void tokenOfAnotherFormSaysNothing(String token) {
        assertThat(TokenHint.of(token).accessKeyId()).isNull();
    }

    @Test
    void controlCharactersOfARecordingDoNotReachTheTerminal() {
        String request = "GET /\u001b[2Jx HTTP/1.1\nauthorization: MNS a:b\ndate: \u001b]0;x\u0007\n\n";

        assertThat(explain(request.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(Main.REFUSED);

        assertThat(output.toString())
                .contains("\\u001b[2J")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
    }

    @Test
    void unusableInputIsNamed() throws IOException {
        byte[] request = raw(vector("mns-ak-publish"));

        assertThat(explain("nonsense".getBytes(StandardCharsets.UTF_8))).isEqualTo(Main.USAGE);
        assertThat(explain(new byte[0], folder.resolve("absent").toString())).isEqualTo(Main.USAGE);
        assertThat(explain(request, "--env")).isEqualTo(Main.USAGE);
        assertThat(explain(request, "--ask-secret")).isEqualTo(Main.USAGE);
        assertThat(explain(request, "--secret-file", folder.resolve("absent").toString()))
                .isEqualTo(Main.USAGE);
        assertThat(explain(request, "--now", "today")).isEqualTo(Main.USAGE);
        environment.put(SECRET, "");
        assertThat(explain(request, "--env")).isEqualTo(Main.USAGE);
        assertThat(explain(request, "--env", "--ask-secret")).isEqualTo(Main.USAGE);

        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString())
                .contains("standard input: line 1: expected a request line")
                .contains("absent: cannot be read")
                .contains("--env: the environment has no ALIBABA_CLOUD_ACCESS_KEY_SECRET")
                .contains("--ask-secret: there is no terminal to ask at")
                .contains("--secret-file: ")
                .contains("--now: expected 2026-11-24T10:00:00Z or epoch seconds, not 'today'")
                .contains("the secret is empty")
                .contains("mutually exclusive");
    }

    @Test
    void linesOfJsonTakeNeitherFileNorSecret() {
        for (String argument : List.of("--now", "--env", "a-file")) {
            assertThat(new CommandLine(new VerifyCommand(new ByteArrayInputStream(new byte[0])))
                            .setErr(new PrintWriter(errors))
                            .execute("--jsonl", argument))
                    .isEqualTo(Main.USAGE);
        }
    }
}
