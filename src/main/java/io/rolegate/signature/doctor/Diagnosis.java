package io.rolegate.signature.doctor;

import io.rolegate.signature.Rejection;
import io.rolegate.signature.SigningText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a recorded request.
 *
 * @param facts what the request says: dialect, access key, date and the like, a line each
 * @param text what its signature should be an HMAC of; null where the request is too malformed to tell
 * @param rejection what the gateway would answer, null where it would go on
 * @param judgedSignature whether the signature was computed and compared, for which the secret must be known
 * @param causes why, the most certain first
 * @param notes what is worth knowing besides
 */
public record Diagnosis(
        List<String> facts,
        @Nullable SigningText text,
        @Nullable Rejection rejection,
        boolean judgedSignature,
        List<Cause> causes,
        List<String> notes) {
    public Diagnosis {
        facts = List.copyOf(facts);
        causes = List.copyOf(causes);
        notes = List.copyOf(notes);
    }
}
