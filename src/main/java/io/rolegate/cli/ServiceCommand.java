package io.rolegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate service}: service definitions. */
@Command(
        name = "service",
        description = "Works on service definitions.",
        mixinStandardHelpOptions = true,
        subcommands = {ServiceCheckCommand.class, ServiceImportCommand.class})
final class ServiceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a subcommand is needed");
    }
}
