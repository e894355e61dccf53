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
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int START_SECONDS = 30;

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
    public Integer call() throws Exception {
        MessageServiceVerticle messages = new MessageServiceVerticle(settings(messageServicePort));
        ContainerServiceVerticle clusters = new ContainerServiceVerticle(settings(containerServicePort));
        Vertx vertx = Vertx.vertx();
        try {
            Future.all(vertx.deployVerticle(messages), vertx.deployVerticle(clusters))
                    .await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            spec.commandLine().getErr().println("rolegate backend: can't listen: " + e.getMessage());
            Serving.await(vertx.close());
            return Main.USAGE;
        }
        announce(messages.url(), clusters.url());
        Serving.untilStopped(
                new ReadyFile(readyFile),
                vertx::close,
                STOP_LIMIT,
                spec.commandLine().getErr());
        return Main.DONE;
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
        new ReadyFile(readyFile)
                .write(new JsonObject()
                        .put(
                                "backends",
                                new JsonObject()
                                        .put("messageService", messageService)
                                        .put("containerService", containerService))
                        .put("region", region)
                        .put("pid", ProcessHandle.current().pid()));
    }
}
