package io.rolegate.signature.doctor;

import io.rolegate.signature.Rejection;
import io.rolegate.signature.SigningText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found out about one request. */
final class Findings {
    private final List<String> facts = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Rejection rejection;
    private boolean judgedSignature;

    void fact(String fact) {
        facts.add(fact);
    }

    void cause(Cause cause) {
        causes.add(cause);
    }

    void note(String note) {
        notes.add(note);
    }

    /** What the gateway would answer is the first refusal that it comes to. */
    void rejected(Rejection next) {
        rejection = rejection == null ? next : rejection;
    }

    void judgedSignature() {
        judgedSignature = true;
    }

    boolean hasProvenCause() {
        return causes.stream().anyMatch(Cause::proven);
    }

    Diagnosis diagnosis(@Nullable SigningText text) {
        return new Diagnosis(facts, text, rejection, judgedSignature, causes, notes);
    }
}
