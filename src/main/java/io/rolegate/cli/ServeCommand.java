package io.rolegate.cli;

import io.rolegate.config.RolegateSettings;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rolegate serve}: the gateway in front of real services. */
@Command(
        name = "serve",
        description = "Serves the gateway, the console and management until it is stopped.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped", "1:failed", "2:usage or configuration", "3:the store is locked or unreachable"})
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ServingOptions options = new ServingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RolegateSettings settings = options.settings(Map.of());
        settings.services().first().complete();
        ReadyFile readyFile = new ReadyFile(options.readyFile());
        Rolegate rolegate = Serving.await(Rolegate.start(
                settings,
                Clock.systemUTC(),
                store -> Future.succeededFuture(settings.operators()),
                started -> Future.succeededFuture(Map.of())));
        readyFile.write(Serving.ready(rolegate));
        out.println("gateway:    " + rolegate.gatewayUrl());
        out.println("console:    " + rolegate.consoleUrl());
        out.println("management: " + rolegate.managementUrl());
        out.flush();
        Serving.untilStopped(
                readyFile,
                rolegate::close,
                Serving.stopLimit(settings),
                spec.commandLine().getErr());
        return Main.DONE;
    }
}
