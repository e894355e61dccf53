package io.rolegate.cli;

import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate policy}: what can be done with policies, most of it without a gateway. */
@Command(
        name = "policy",
        description = "Validates, evaluates, explains, replays and suggests policies.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PolicyDecodeCommand.class,
            PolicyEvalCommand.class,
            PolicyExplainCommand.class,
            PolicyReplayCommand.class,
            PolicySimulateCommand.class,
            PolicySuggestCommand.class,
            PolicyValidateCommand.class
        })
public final class PolicyCommand implements Callable<Integer> {
    private final InputStream input;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Reads from standard input. */
    public PolicyCommand() {
        this(System.in);
    }

    /** Reads from {@code input}; output goes where the command line's {@code setOut} and {@code setErr} say. */
    public PolicyCommand(InputStream input) {
        this.input = input;
    }

    InputStream input() {
        return input;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected a subcommand: decode, eval, explain, replay, simulate, suggest or validate");
    }
}
