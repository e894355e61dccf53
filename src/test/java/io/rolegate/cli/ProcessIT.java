package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as others start it: ready file, exit codes, signals. */
class ProcessIT {
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void demoTellsWhenItIsReadyAndEndsCleanlyOnSigterm() throws Exception {
        Path ready = folder.resolve("ready.json");
        Process demo = start(
                "demo",
                "--port",
                "0",
                "--console-port",
                "0",
                "--management-port",
                "0",
                "--ready-file",
                ready.toString());

        JsonObject told = awaitReady(ready, demo);

        assertThat(told.fieldNames())
                .contains(
                        "gateway",
                        "console",
                        "management",
                        "region",
                        "pid",
                        "enterpriseA",
                        "enterpriseB",
                        "role",
                        "backends");
        assertThat(told.getJsonObject("enterpriseB").getJsonObject("ramUser").fieldNames())
                .containsExactlyInAnyOrder("name", "logonName", "password", "accessKeyId", "accessKeySecret");
        assertThat(told.getLong("pid")).isEqualTo(demo.pid());
        demo.destroy();
        assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertThat(ready).doesNotExist();
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("store");
        assertThat(run("account", "create", "--alias", "acme", "--store", store))
                .isZero();
        Path ready = folder.resolve("ready.json");
        Process serve = serve(store, ready);
        awaitReady(ready, serve);

        assertThat(run("account", "create", "--alias", "other", "--store", store))
                .isEqualTo(Main.STORE);
        serve.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);

        assertThat(run("account", "create", "--alias", "acme", "--store", store))
                .isEqualTo(Main.REFUSED);
    }

    @Test
    void configurationThatCannotBeUsedIsNamedAndNothingListens() throws Exception {
        Path config = Files.writeString(folder.resolve("rolegate.yaml"), "region: here\nlimits:\n  formBites: 1\n");

        Process serve = start("serve", "--config", config.toString());

        assertThat(serve.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(Main.USAGE);
        assertThat(Files.readString(output())).contains("rolegate.yaml:3", "limits.formBites");
    }

    private Process serve(String store, Path ready) throws IOException {
        return start(
                "serve",
                "--store",
                store,
                "--port",
                "0",
                "--console-port",
                "0",
                "--management-port",
                "0",
                "--ready-file",
                ready.toString());
    }

    private int run(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        started.add(process);
        return process;
    }

    private Path output() {
        return folder.resolve("output.log");
    }

    private static JsonObject awaitReady(Path ready, Process process) throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> Files.exists(ready) || !process.isAlive());
        return new JsonObject(Files.readString(ready));
    }
}
