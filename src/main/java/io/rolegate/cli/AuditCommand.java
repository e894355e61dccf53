package io.rolegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate audit}: what can be done with files of the audit log, without a gateway. */
@Command(
        name = "audit",
        description = "Verifies and searches files of the audit log.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerifyCommand.class, AuditQueryCommand.class})
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Expected a subcommand: verify or query");
    }
}
