package io.rolegate.cli;

import io.rolegate.config.YamlSource;
import io.rolegate.config.openapi.ServiceDraft;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate service import}: drafts a service file from an OpenAPI document. */
@Command(
        name = "import",
        description = {
            "Prints a service file drafted from an OpenAPI 3 or Swagger 2 document: operations, and proposals of",
            "actions and resources. Comments marked DECIDE say what a human must decide. 'service check' takes it."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:printed", "2:usage, or no such document"})
final class ServiceImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The service's name; default: from the title.")
    private @Nullable String name;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ServiceDraft.of(YamlSource.file(file), name));
        out.flush();
        return Main.DONE;
    }
}
