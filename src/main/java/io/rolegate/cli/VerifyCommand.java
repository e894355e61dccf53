package io.rolegate.cli;

import io.rolegate.signature.doctor.Diagnosis;
import io.rolegate.signature.doctor.Doctor;
import io.rolegate.signature.doctor.MalformedRecordingException;
import io.rolegate.signature.doctor.RawRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code rolegate verify}: one flushed answer for each recorded request on standard input (design, section 10), or all
 * that can be found out about one. Neither calls anybody.
 */
@Command(
        name = "verify",
        description = {
            "Judges the signatures of recorded requests, on this machine alone.",
            "--jsonl reads them on standard input, one JSON object a line with method, target, headers,",
            "bodyBase64, now, and the registered accessKeyId, accessKeySecret and securityToken.",
            "Prints valid, 'invalid: CODE why', or 'error: why' where a line is no request.",
            "--explain reads one HTTP request as it went over the wire, and prints what the gateway",
            "computes of it and why it refuses it. The output holds the request's SecurityToken."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every line was a request, valid or not; --explain: nothing was found wrong",
            "1:--explain: the request is refused",
            "2:some line or the recording was no request, or usage"
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    private static final int EVERY_LINE_WAS_A_CASE = 0;
    private static final int SOME_LINE_WAS_NONE = 2;
    private static final int MAX_RECORDING_BYTES = 64 * 1024 * 1024;

    private final InputStream input;
    private final VerifyLines verifier = new VerifyLines();

    @ArgGroup(multiplicity = "1")
    private Form form = new Form();

    @Mixin
    private KnownOptions known;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "--explain: the recorded request; default: standard input.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is read: exactly one of these. */
    static final class Form {
        // The one or the other is demanded, so that one need not be read.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--jsonl", description = "Reads lines of JSON.")
        private boolean jsonl;

        @Option(names = "--explain", description = "Explains one request.")
        private boolean explain;
    }

    /** The command on standard input. */
    public VerifyCommand() {
        this(System.in);
    }

    /** The command on another input; its output is that of the command line it is part of. */
    public VerifyCommand(InputStream input) {
        this(input, new KnownOptions());
    }

    VerifyCommand(InputStream input, KnownOptions known) {
        this.input = input;
        this.known = known;
    }

    /** Answers every line, or explains the one request. */
    @Override
    public Integer call() throws IOException {
        if (form.explain) {
            return explain();
        }
        if (file != null || known.isGiven()) {
            throw new ParameterException(spec.commandLine(), "--jsonl takes neither a file nor a secret");
        }
        return answerLines();
    }

    private int answerLines() throws IOException {
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

    private int explain() throws IOException {
        String name = file == null ? "standard input" : file.toString();
        RawRequest request;
        try {
            request = RawRequest.read(recorded());
        } catch (MalformedRecordingException e) {
            throw new ParameterException(spec.commandLine(), name + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), name + ": cannot be read: " + e);
        }
        Diagnosis diagnosis = new Doctor().examine(request.recording(), known.about(request.recording()));
        PrintWriter output = spec.commandLine().getOut();
        new SignatureReport(output).print(diagnosis, request.notes());
        output.flush();
        return diagnosis.rejection() == null && diagnosis.causes().isEmpty() ? Main.DONE : Main.REFUSED;
    }

    private byte[] recorded() throws IOException {
        try (InputStream stream = file == null ? input : Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_RECORDING_BYTES + 1);
            if (bytes.length > MAX_RECORDING_BYTES) {
                throw new IOException("it is larger than " + MAX_RECORDING_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
