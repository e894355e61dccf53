package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.identity.Failures;
import io.rolegate.identity.StoreUnavailableException;
import io.rolegate.identity.store.StoreConfigurationException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate}: an API gateway that enforces assumed-role credentials. */
@Command(
        name = "rolegate",
        description = "A reactive API gateway that enforces assumed-role credentials.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            BackendCommand.class,
            AccountCommand.class,
            KeysCommand.class,
            ServiceCommand.class,
            CallCommand.class,
            AssumeRoleCommand.class,
            AuditCommand.class,
            SessionCommand.class,
            PolicyCommand.class,
            VerifyCommand.class
        })
public final class Main implements Callable<Integer> {
    /** Exit code: done. */
    static final int DONE = 0;
    /** Exit code: refused or found wanting. */
    static final int REFUSED = 1;
    /** Exit code: usage or configuration. */
    static final int USAGE = 2;
    /** Exit code: the store is locked or unreachable. */
    static final int STORE = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.getSubcommands().values().forEach(Main::giveVersion);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, failed, parsed) -> report(failure, failed));
    }

    private static void giveVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Main::giveVersion);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }

    private static int report(Exception failure, CommandLine failed) {
        Throwable cause = Failures.bare(failure);
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        failed.getErr().println(failed.getCommandSpec().qualifiedName() + ": " + message);
        if (cause instanceof ConfigException || cause instanceof StoreConfigurationException) {
            return USAGE;
        }
        return cause instanceof StoreUnavailableException ? STORE : REFUSED;
    }
}
