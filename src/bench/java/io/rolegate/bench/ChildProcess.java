package io.rolegate.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A process that the benchmark has started, with its output in a file. */
final class ChildProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildProcess start(Path folder, String name, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), output);
    }

    /** Waits until the supplier finds what shows that the process is ready. */
    <T> T await(Supplier<Optional<T>> sign) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            Optional<T> found = sign.get();
            if (found.isPresent()) {
                return found.get();
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IOException("not ready: " + output + "\n" + Files.readString(output));
    }

    /** Waits until the process has printed {@code ready PORT}. */
    int awaitPort() throws IOException, InterruptedException {
        return await(() -> lines().stream()
                .filter(line -> line.startsWith("ready "))
                .findFirst()
                .map(line -> Integer.parseInt(line.substring("ready ".length()).strip())));
    }

    /** Waits for its end, and reads what it has printed as a JSON object. */
    JsonObject awaitJson() throws IOException, InterruptedException {
        process.waitFor();
        String printed = Files.readString(output);
        return new JsonObject(printed.substring(printed.indexOf('{')));
    }

    private List<String> lines() {
        try {
            String text = Files.readString(output);
            // A line that is still being written has no end.
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    ProcessCost cost() {
        return new ProcessCost(process.toHandle());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
