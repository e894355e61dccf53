package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackendCommandTest {
    private static final String JWKS = "http://127.0.0.1:1/jwks.json";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void servesBothUntilAskedToStop() throws Exception {
        Path ready = directory.resolve("ready.json");
        AtomicInteger exit = new AtomicInteger(-1);
        Thread serving = new Thread(() -> exit.set(run("--jwks", JWKS, "--ready-file", ready.toString())), "serving");
        serving.start();
        await().until(() -> Files.exists(ready));

        JsonObject backends = new JsonObject(Files.readString(ready)).getJsonObject("backends");
        assertThat(status(backends.getString("messageService") + "/queues")).isEqualTo(401);
        assertThat(status(backends.getString("containerService") + "/api/v1/clusters"))
                .isEqualTo(401);
        assertThat(out.toString()).contains(backends.getString("messageService"));

        serving.interrupt();
        serving.join(15_000);
        assertThat(exit).hasValue(0);
        assertThat(ready).doesNotExist();
    }

    @Test
    void unusableOptionsAreToldApart() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--jwks", "ftp://x/")).isEqualTo(2);
        assertThat(err.toString()).contains("--jwks", "jwksUrl: expected an absolute http or https URL");
        assertThat(run("--jwks", JWKS, "--message-service-port", "70000")).isEqualTo(2);
    }

    @Test
    void takenPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--jwks", JWKS, "--container-service-port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("can't listen");
    }

    private int run(String... arguments) {
        return new CommandLine(new BackendCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static int status(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
