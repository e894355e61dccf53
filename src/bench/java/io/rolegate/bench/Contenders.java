package io.rolegate.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the processes that are compared, all in front of one service, and ends them. */
final class Contenders implements AutoCloseable {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String LOOPBACK = "127.0.0.1";

    private final Options options;
    private final Path home;
    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Gateway service;

    /** @param home the folder with {@code bench/} and {@code target/} */
    Contenders(Options options, Path home) throws IOException, InterruptedException {
        this.options = options;
        this.home = home;
        this.folder = Files.createTempDirectory("side-by-side");
        this.service = listening("service itself", java(BackendMain.class.getName()));
    }

    /** The service, without anything in front. */
    Gateway service() {
        return service;
    }

    /** A vertx-http-proxy that checks nothing. */
    Gateway bareProxy() throws IOException, InterruptedException {
        return listening("vertx-http-proxy", java(BareProxyMain.class.getName(), servicePort()));
    }

    /** Rolegate's own forwarding, without identities, policies and records. */
    Gateway unenforced() throws IOException, InterruptedException {
        return listening(
                "forwarding, unenforced",
                java("io.rolegate.gateway.UnenforcedMain", servicePort(), configuration()));
    }

    /** Spring Cloud Gateway, which checks nothing; empty where it was not built. */
    Optional<Gateway> spring() throws IOException, InterruptedException {
        Path jar = home.resolve("bench/spring-cloud-gateway/target/spring-cloud-gateway-1.jar");
        if (!Files.exists(jar)) {
            System.out.println("Spring Cloud Gateway is left out: " + jar + " was not built");
            return Optional.empty();
        }
        return Optional.of(listening(
                "Spring Cloud Gateway",
                List.of(JAVA, "-Xmx" + options.heap, "-Dbackend=" + servicePort(), "-jar", jar.toString())));
    }

    /** nginx; empty where it is not installed. */
    Optional<Gateway> nginx() throws IOException, InterruptedException {
        Optional<Path> binary = Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (binary.isEmpty()) {
            System.out.println("nginx is left out: it is not installed");
            return Optional.empty();
        }
        int port = freePort();
        String configuration = Files.readString(home.resolve("bench/nginx.conf"))
                .replace("PORT", Integer.toString(port))
                .replace("BACKEND", servicePort());
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
        ChildProcess process = keep(ChildProcess.start(
                folder,
                "nginx",
                Map.of(),
                List.of(binary.get().toString(), "-p", folder.toString(), "-c", file.toString())));
        process.await(() -> answers(port));
        return Optional.of(new Gateway("nginx", process, port));
    }

    /**
     * Rolegate's {@code serve}, everything on, with a store of its own.
     *
     * @param settings names and values of environment variables in turn
     */
    Served rolegate(String name, String... settings) throws IOException, InterruptedException {
        return serve(name, account(name), settings);
    }

    /** One that has ended, again. */
    Served restart(Served former) throws IOException, InterruptedException {
        return serve(former.gateway().name(), former.account());
    }

    private Served serve(String name, JsonObject account, String... settings) throws IOException, InterruptedException {
        Path ready = folder.resolve(name + ".ready");
        long started = System.nanoTime();
        ChildProcess process = keep(start(
                name,
                program(
                        "serve",
                        "--config",
                        configuration(),
                        "--store",
                        store(name),
                        "--port",
                        "0",
                        "--upstream",
                        "notes=http://" + LOOPBACK + ":" + servicePort(),
                        "--ready-file",
                        ready.toString()),
                settings));
        URI address = URI.create(process.await(() -> read(ready)).getString("gateway"));
        Control control = keep(new Control(address, account));
        return new Served(new Gateway(name, process, address.getPort()), account, control, started);
    }

    /**
     * A running gateway and who may set up identities in it.
     *
     * @param startedNanos when its process was started
     */
    record Served(Gateway gateway, JsonObject account, Control control, long startedNanos) {}

    private JsonObject account(String name) throws IOException, InterruptedException {
        ChildProcess process = start(
                name + "-account", program("account", "create", "--alias", "notes", "--store", store(name), "--json"));
        return process.awaitJson();
    }

    private String store(String name) {
        return "jdbc:h2:file:" + folder.resolve(name + "-store");
    }

    /** From the jar as it is delivered. */
    private List<String> program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + options.heap));
        command.addAll(options.rolegateJvm);
        command.addAll(List.of("-jar", home.resolve("target/rolegate.jar").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(JAVA, "-Xmx" + options.heap, "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private Gateway listening(String name, List<String> command) throws IOException, InterruptedException {
        ChildProcess process = keep(start(name, command));
        return new Gateway(name, process, process.awaitPort());
    }

    private ChildProcess start(String name, List<String> command, String... settings) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ROLEGATE_AUDIT_FILE", folder.resolve(name + "-audit.jsonl").toString());
        environment.put("ROLEGATE_REPLAY_FILE", folder.resolve(name + "-replay.dates").toString());
        for (int index = 0; index < settings.length; index += 2) {
            environment.put(settings[index], settings[index + 1]);
        }
        return ChildProcess.start(folder, name, environment, command);
    }

    private String configuration() {
        return home.resolve("bench/rolegate.yaml").toString();
    }

    private String servicePort() {
        return Integer.toString(service.port());
    }

    private <T extends AutoCloseable> T keep(T started) {
        running.push(started);
        return started;
    }

    private static Optional<JsonObject> read(Path file) {
        try {
            return Optional.of(new JsonObject(Files.readString(file)));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> answers(int port) {
        try (Socket socket = new Socket(LOOPBACK, port)) {
            return Optional.of(socket.isConnected());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable started : running) {
            started.close();
        }
    }
}
