package io.rolegate.cli;

import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.cluster.ContainerServiceVerticle;
import io.rolegate.backend.message.MessageServiceVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate backend}: the mocked message service and Container Service, without a gateway before them. */
@Command(
        name = "backend",
        description = "Serves a message service and a Container Service in memory, for the gateway to forward to.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "2:an option can't be used, or a port is taken"},
        mixinStandardHelpOptions = true)
public final class BackendCommand implements Callable<Integer> {
    private static final int STOPPED = 0;
    private static final int UNUSABLE = 2;
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 10;

    @Option(
            names = "--jwks",
            required = true,
            paramLabel = "URL",
            description = "Where the gateway publishes the keys of its identity assertions.")
    private URI jwks = URI.create("");

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to bind (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--message-service-port", defaultValue = "0", description = "Port to bind; 0: any free one.")
    private int messageServicePort;

    @Option(names = "--container-service-port", defaultValue = "0", description = "Port to bind; 0: any free one.")
    private int containerServicePort;

    @Option(
            names = "--region",
            defaultValue = BackendSettings.DEFAULT_REGION,
            description = "Region shown in resource names (default: ${DEFAULT-VALUE}).")
    private String region = BackendSettings.DEFAULT_REGION;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written once both services answer, removed at a clean exit.")
    private @Nullable Path readyFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Serves until the process is asked to end, or the calling thread is interrupted. */
    @Override
    public Integer call() throws IOException {
        MessageServiceVerticle messages = new MessageServiceVerticle(settings(messageServicePort));
        ContainerServiceVerticle clusters = new ContainerServiceVerticle(settings(containerServicePort));
        Vertx vertx = Vertx.vertx();
        try {
            Future.all(vertx.deployVerticle(messages), vertx.deployVerticle(clusters))
                    .await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            spec.commandLine().getErr().println("rolegate backend: can't listen: " + e.getMessage());
            close(vertx);
            return UNUSABLE;
        }
        announce(messages.url(), clusters.url());
        serve(vertx);
        return STOPPED;
    }

    private BackendSettings settings(int port) {
        try {
            return new BackendSettings(host, port, jwks, region);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void announce(String messageService, String containerService) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("message-service:   " + messageService);
        out.println("container-service: " + containerService);
        out.flush();
        Path file = readyFile;
        if (file != null) {
            JsonObject ready = new JsonObject()
                    .put(
                            "backends",
                            new JsonObject()
                                    .put("messageService", messageService)
                                    .put("containerService", containerService))
                    .put("region", region)
                    .put("pid", ProcessHandle.current().pid());
            Path directory = file.toAbsolutePath().getParent();
            Path draft = Files.createTempFile(directory, ".ready", ".json");
            Files.writeString(draft, ready.encode() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** SIGTERM and SIGINT run the hook; the process ends when it returns. */
    private void serve(Vertx vertx) throws IOException {
        Thread hook = new Thread(() -> close(vertx), "rolegate-backend-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
            close(vertx);
        }
    }

    private void close(Vertx vertx) {
        try {
            Path file = readyFile;
            if (file != null) {
                Files.deleteIfExists(file);
            }
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException e) {
            spec.commandLine().getErr().println("rolegate backend: not stopped cleanly: " + e.getMessage());
        }
    }
}
