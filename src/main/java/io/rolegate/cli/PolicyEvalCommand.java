package io.rolegate.cli;

import io.rolegate.policy.EvaluationCase;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.StatementEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rolegate policy eval}: one verdict for each case on standard input (ram.md §1.8). */
@Command(
        name = "eval",
        description = {
            "Decides evaluation cases.",
            "Reads them on standard input, one JSON object a line, and prints Allow, ExplicitDeny or ImplicitDeny",
            "for each, or 'error: why' where a line is no case."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every line was a case", "2:some line was none"},
        mixinStandardHelpOptions = true)
final class PolicyEvalCommand implements Callable<Integer> {
    private static final int EVERY_LINE_WAS_A_CASE = 0;
    private static final int SOME_LINE_WAS_NONE = 2;

    private final PolicyEngine engine = new StatementEngine();

    // There is no other form yet: the option is demanded, and need not be read.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--jsonl", required = true, description = "Cases are lines of JSON.")
    private boolean jsonl;

    @ParentCommand
    private PolicyCommand policy = new PolicyCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter output = spec.commandLine().getOut();
        Utf8Lines lines = new Utf8Lines(policy.input());
        int exitCode = EVERY_LINE_WAS_A_CASE;
        for (Optional<Utf8Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                EvaluationCase evaluation = EvaluationCase.parse(line.get().text());
                output.println(evaluation.decide(engine).verdict().wireName());
            } catch (EvaluationCase.NotACaseException e) {
                exitCode = SOME_LINE_WAS_NONE;
                output.println("error: " + e.getMessage());
            } catch (Utf8Lines.NotUtf8Exception e) {
                exitCode = SOME_LINE_WAS_NONE;
                output.println("error: not UTF-8");
            }
            output.flush();
        }
        return exitCode;
    }
}
