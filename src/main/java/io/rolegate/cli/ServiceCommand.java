package io.rolegate.cli;

import io.rolegate.config.ServiceFiles;
import io.rolegate.config.YamlSource;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.ServiceDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate service}: service definitions. */
@Command(
        name = "service",
        description = "Works on service definitions.",
        mixinStandardHelpOptions = true,
        subcommands = ServiceCommand.Check.class)
final class ServiceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a subcommand is needed");
    }

    /** {@code rolegate service check FILE}: reads a definition as the gateway would. */
    @Command(
            name = "check",
            description =
                    "Reads a service definition and shows its operations; what is wrong is named by file, line and key.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The definition, YAML.")
        private Path file = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            ServiceDefinition service = ServiceFiles.read(YamlSource.file(file));
            PrintWriter out = spec.commandLine().getOut();
            out.println(service.name() + " " + service.version() + " " + service.dialects());
            for (OperationDefinition operation : service.operations()) {
                String how = operation.isRpc() ? "" : operation.method() + " " + operation.path() + " ";
                out.println("  " + operation.name() + ": " + how + operation.action() + " on " + operation.resource());
            }
            out.flush();
            return Main.DONE;
        }
    }
}
