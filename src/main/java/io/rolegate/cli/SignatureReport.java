package io.rolegate.cli;

import io.rolegate.signature.Rejection;
import io.rolegate.signature.SigningText;
import io.rolegate.signature.doctor.Cause;
import io.rolegate.signature.doctor.Diagnosis;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/** Prints a diagnosis for people. */
final class SignatureReport {
    private final PrintWriter output;

    SignatureReport(PrintWriter output) {
        this.output = output;
    }

    /** @param ofRecording notes on the recording itself */
    void print(Diagnosis diagnosis, List<String> ofRecording) {
        lines("Request", diagnosis.facts());
        SigningText text = diagnosis.text();
        if (text != null) {
            if (text.canonicalRequest() != null) {
                text("Canonical request", text.canonicalRequest());
            }
            text("String to sign", text.stringToSign());
        }
        lines("Verdict", List.of(verdict(diagnosis)));
        for (Cause cause : diagnosis.causes()) {
            lines(
                    (cause.proven() ? "Cause: " : "Possible cause: ")
                            + cause.kind().id(),
                    List.of(cause.what(), cause.kind().advice()));
        }
        lines(
                "Notes",
                Stream.concat(ofRecording.stream(), diagnosis.notes().stream()).toList());
    }

    private static String verdict(Diagnosis diagnosis) {
        Rejection rejection = diagnosis.rejection();
        if (rejection != null) {
            return "refused with " + rejection.code() + " (" + rejection.status() + "): " + rejection.why();
        }
        return diagnosis.judgedSignature()
                ? "authentic; whether it is allowed, policies decide"
                : "nothing is wrong with it in what can be judged without the secret";
    }

    private void lines(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            output.print(heading + '\n');
            lines.forEach(line -> output.print("  " + shown(line) + '\n'));
        }
    }

    /** Every line of a signed text begins with {@code |}, so that empty ones and blanks show. */
    private void text(String heading, String text) {
        output.print(heading + '\n');
        for (String line : text.split("\n", -1)) {
            output.print("  |" + shown(line) + '\n');
        }
    }

    /** Text without what a terminal would obey. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean plain = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT;
            shown.append(plain ? Character.toString(point) : String.format("\\u%04x", point));
        });
        return shown.toString();
    }
}
