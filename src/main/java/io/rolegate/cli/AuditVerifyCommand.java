package io.rolegate.cli;

import io.rolegate.audit.ChainKey;
import io.rolegate.audit.ChainVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolegate audit verify}. */
@Command(
        name = "verify",
        description = "Says whether lines of the audit log were changed, added, moved or taken away.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the chain is whole", "1:it is broken", "2:usage, or a file can't be read"})
final class AuditVerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The log's files, in any order. The more of them, the more can be told.")
    private List<Path> files = List.of();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The log's key, as audit.keyFile names it. By default the first FILE's name with .key added.")
    private @Nullable Path keyFile;

    @Option(
            names = "--at-least",
            paramLabel = "N",
            description = "The log has line N: what rolegate_audit_lines showed. Tells whether its end was cut off.")
    private long atLeast;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private boolean broken;

    @Override
    public Integer call() {
        PrintWriter output = spec.commandLine().getOut();
        try {
            ChainKey key = ChainKey.read(keyFile == null ? ChainKey.fileBeside(files.get(0)) : keyFile);
            ChainVerifier verifier = new ChainVerifier(key, finding -> print(output, finding));
            verifier.verify(files);
            conclude(output, verifier);
        } catch (IOException failure) {
            PrintWriter errors = spec.commandLine().getErr();
            errors.println("error: " + failure);
            errors.flush();
            return Main.USAGE;
        }
        output.flush();
        return broken ? Main.REFUSED : Main.DONE;
    }

    private void print(PrintWriter output, ChainVerifier.Finding finding) {
        broken |= finding.isBroken();
        output.println(finding.file() + ":" + finding.line() + ": " + (finding.isBroken() ? "broken: " : "note: ")
                + finding.what());
    }

    private void conclude(PrintWriter output, ChainVerifier verifier) {
        if (verifier.last() < atLeast) {
            broken = true;
            output.println("broken: the log ends with line " + verifier.last() + "; it had line " + atLeast);
        }
        String lines = verifier.lines() == 0
                ? "no lines"
                : verifier.lines() + " lines, " + verifier.first() + " to " + verifier.last();
        output.println((broken ? "broken: " : "whole: ")
                + lines
                + (verifier.lines() == 0 || verifier.isEnded()
                        ? ""
                        : "; the process that wrote the last one runs still, or did not end in order"));
    }
}
