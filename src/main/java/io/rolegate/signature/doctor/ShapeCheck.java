package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.doctor.Cause.Kind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Explains why the gateway refuses a request before it looks at the signature. */
final class ShapeCheck {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private ShapeCheck() {}

    static void explain(
            Recording recording, @Nullable Claim claim, Rejection rejection, Known known, Findings findings) {
        findings.rejected(rejection);
        switch (rejection.reason()) {
            case CREDENTIALS_MISSING -> findings.cause(Cause.of(Kind.NOT_SIGNED_AT_ALL, sentence(rejection)));
            case TIME_MISSING, TIME_UNREADABLE -> findings.cause(Cause.of(Kind.DATE_MALFORMED, sentence(rejection)));
            case SIGNATURE_INCOMPLETE -> explainCoverage(recording, claim, rejection, known, findings);
            default -> findings.cause(malformed(recording, claim, rejection));
        }
    }

    private static Cause malformed(Recording recording, @Nullable Claim claim, Rejection rejection) {
        String hash = recording.header("x-acs-content-sha256");
        boolean formless = claim != null
                && claim.dialect() == Dialect.ACS3
                && hash != null
                && !SHA256.matcher(hash).matches();
        return Cause.of(formless ? Kind.BODY_HASH_FORM : Kind.MALFORMED, sentence(rejection));
    }

    private static void explainCoverage(
            Recording recording, @Nullable Claim claim, Rejection rejection, Known known, Findings findings) {
        if (claim == null || claim.signedHeaders().isEmpty()) {
            findings.cause(Cause.of(Kind.MALFORMED, sentence(rejection)));
            return;
        }
        HeaderList headers = recording.headers();
        List<String> missing = claim.signedHeaders().stream()
                .filter(name -> headers.count(name) == 0)
                .toList();
        List<String> unsigned = unsigned(headers, claim);
        if (!missing.isEmpty()) {
            findings.cause(Cause.of(Kind.HEADER_REMOVED, "Signed, but not there: " + String.join(", ", missing) + "."));
        } else if (!unsigned.isEmpty()) {
            findings.cause(Cause.of(
                    Kind.HEADER_NOT_SIGNED,
                    "Not in SignedHeaders: " + String.join(", ", unsigned) + "." + holds(recording, claim, known)));
        } else {
            findings.cause(malformed(recording, claim, rejection));
        }
    }

    private static List<String> unsigned(HeaderList headers, Claim claim) {
        return IntStream.range(0, headers.size())
                .mapToObj(headers::name)
                .filter(name -> name.startsWith("x-acs-") || name.equals("content-type"))
                .filter(name -> !claim.signedHeaders().contains(name))
                .distinct()
                .toList();
    }

    /** Whether the signature itself holds, which tells a header that was added from a client that signs wrongly. */
    private static String holds(Recording recording, Claim claim, Known known) {
        if (known.secret() == null) {
            return "";
        }
        return Attempt.asRecorded(recording, claim, known.secret()).fits(claim)
                ? " The signature itself fits."
                : " The signature itself does not fit either.";
    }

    private static String sentence(Rejection rejection) {
        String why = rejection.why();
        return Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
    }
}
