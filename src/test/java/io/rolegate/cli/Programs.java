package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Processes of the program, as others start it. */
final class Programs implements AutoCloseable {
    private static final int SECONDS = 180;

    private final Path folder;
    private final Map<String, String> environment;
    private final List<Process> started = new ArrayList<>();

    Programs(Path folder) {
        this(folder, Map.of());
    }

    /** @param folder where they run, and what they print is kept */
    Programs(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // They live too briefly for anything better to pay.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                ProgramClassPath.text(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** What all of them have printed. */
    Path output() {
        return folder.resolve("output.log");
    }

    private String printed() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The gateway on free ports. */
    Process serve(String store, Path ready) throws IOException {
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

    /** The exit code of a command. */
    int run(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** A new account, as the command prints it; no other process may be printing. */
    JsonObject createAccount(String alias, String store) throws Exception {
        assertThat(run("account", "create", "--alias", alias, "--store", store, "--json"))
                .isZero();
        List<String> lines = Files.readAllLines(output());
        return new JsonObject(lines.get(lines.size() - 1));
    }

    /** What the ready file says. */
    JsonObject awaitReady(Path ready, Process process) throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).until(() -> Files.exists(ready) || !process.isAlive());
        assertThat(process.isAlive()).as(this::printed).isTrue();
        return new JsonObject(Files.readString(ready));
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
