package io.rolegate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rolegate verify}: one flushed answer for each recorded request on standard input (design, section 10). */
@Command(
        name = "verify",
        description = {
            "Judges the signatures of recorded requests.",
            "Reads them on standard input, one JSON object a line with method, target, headers,",
            "bodyBase64, now, and the registered accessKeyId, accessKeySecret and securityToken.",
            "Prints valid, 'invalid: CODE why', or 'error: why' where a line is no request."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every line was a request, valid or not", "2:some line was none"},
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    private static final int EVERY_LINE_WAS_A_CASE = 0;
    private static final int SOME_LINE_WAS_NONE = 2;

    private final InputStream input;
    private final VerifyLines verifier = new VerifyLines();

    // There is no other form yet: the option is demanded, and need not be read.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--jsonl", required = true, description = "Requests are lines of JSON.")
    private boolean jsonl;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command on standard input. */
    public VerifyCommand() {
        this(System.in);
    }

    /** The command on another input; its output is that of the command line it is part of. */
    public VerifyCommand(InputStream input) {
        this.input = input;
    }

    /** Answers every line; 2 where one of them was no request, else 0. */
    @Override
    public Integer call() throws IOException {
        PrintWriter output = spec.commandLine().getOut();
        Utf8Lines lines = new Utf8Lines(input);
        int exitCode = EVERY_LINE_WAS_A_CASE;
        for (Optional<Utf8Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            VerifyLines.Answer answer = answer(line.get());
            output.print(answer.text() + '\n');
            output.flush();
            exitCode = answer.isCase() ? exitCode : SOME_LINE_WAS_NONE;
        }
        return exitCode;
    }

    private VerifyLines.Answer answer(Utf8Lines.Line line) {
        try {
            return verifier.answer(line.text());
        } catch (Utf8Lines.NotUtf8Exception e) {
            return new VerifyLines.Answer("error: not UTF-8", false);
        }
    }
}
