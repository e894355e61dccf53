package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.config.Finding;
import io.rolegate.config.ServiceFiles;
import io.rolegate.config.YamlSource;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.RequiredPermission;
import io.rolegate.gateway.service.ServiceDefinition;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate service check FILE...}: reads definitions as the gateway would. */
@Command(
        name = "check",
        description = {
            "Reads service definitions that are to be in force together, and shows their operations.",
            "What is wrong is named by file, line and key, as the gateway would."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the gateway would take them", "1:it would not", "2:usage"})
final class ServiceCheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Definitions, YAML; or a folder of them.")
    private List<Path> files = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<ServiceDefinition> services;
        try {
            services = ServiceFiles.read(sources());
        } catch (ConfigException e) {
            PrintWriter errors = spec.commandLine().getErr();
            e.findings().stream().map(Finding::toString).forEach(errors::println);
            errors.flush();
            return Main.REFUSED;
        }
        PrintWriter out = spec.commandLine().getOut();
        services.forEach(service -> print(service, out));
        out.flush();
        return Main.DONE;
    }

    private List<YamlSource> sources() {
        List<YamlSource> sources = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                sources.addAll(ServiceFiles.folder(file));
            } else {
                sources.add(YamlSource.file(file));
            }
        }
        return sources;
    }

    private static void print(ServiceDefinition service, PrintWriter out) {
        out.println(service.name() + " " + service.version() + " "
                + service.dialects().stream().sorted().toList());
        for (OperationDefinition operation : service.operations()) {
            List<String> needed = operation.permissions().stream()
                    .map(ServiceCheckCommand::describe)
                    .toList();
            out.println("  " + operation.name() + ": " + (operation.match() == null ? "" : operation.match() + " ")
                    + String.join(" and ", needed));
        }
    }

    private static String describe(RequiredPermission permission) {
        String needed = permission.action() + " on " + permission.resource();
        return permission.naming() == null
                ? needed
                : needed + " for each " + permission.naming().name();
    }
}
