package io.rolegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate session}: who has sessions of an account's roles, and their end. */
@Command(
        name = "session",
        description = "Lists and revokes sessions of your account's roles.",
        mixinStandardHelpOptions = true,
        subcommands = {SessionListCommand.class, SessionRevokeCommand.class})
public final class SessionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand there is nothing to do: usage. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Expected a subcommand: list or revoke");
    }
}
