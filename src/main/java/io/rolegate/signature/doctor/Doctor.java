package io.rolegate.signature.doctor;

import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.Presentation;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.Reading;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.SigningText;
import io.rolegate.signature.Verification;
import io.rolegate.signature.Verified;
import io.rolegate.signature.Verifier;
import io.rolegate.signature.doctor.Cause.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a recorded request is not authentic. Where the secret is known, it tries what may have happened until the
 * signature fits; else it names what is plain to see and what is suspicious. Makes the checks of the gateway's
 * authentication in their order (design, section 3), but goes on after a refusal.
 */
public final class Doctor {
    private final Verifier verifier = new Verifier();

    /** Examines a request. */
    public Diagnosis examine(Recording recording, Known known) {
        Findings findings = new Findings();
        Claim claim = Claim.of(recording);
        Presented presented = presented(recording, claim, known, findings);
        if (presented == null || claim == null) {
            return findings.diagnosis(claim == null ? null : likelyText(recording, claim));
        }
        findings.fact(
                "signed in the dialect " + presented.dialect() + " with the access key " + presented.accessKeyId());
        ClockCheck.check(presented, known, findings);
        CredentialCheck.check(presented, known, findings);
        if (known.secret() == null) {
            BodyComparison.ofHash(recording, presented, findings);
            Suspicions.add(recording, claim, findings);
        } else {
            judge(recording, claim, presented, known, known.secret(), findings);
        }
        return findings.diagnosis(SigningText.of(presented));
    }

    private static @Nullable Presented presented(
            Recording recording, @Nullable Claim claim, Known known, Findings findings) {
        Reading reading = recording.read();
        if (reading instanceof CallView call) {
            Presentation presentation = Presenter.present(call);
            if (presentation instanceof Presented presented) {
                return presented;
            }
            ShapeCheck.explain(recording, claim, (Rejection) presentation, known, findings);
        } else {
            ShapeCheck.explain(recording, claim, (Rejection) reading, known, findings);
        }
        return null;
    }

    /** What would be signed, had the request the shape that the gateway demands. */
    private static SigningText likelyText(Recording recording, Claim claim) {
        return new SigningText(
                claim.dialect() == Dialect.ACS3 ? ClientText.canonicalRequest(recording, claim.signedHeaders()) : null,
                ClientText.stringToSign(
                        recording, claim.dialect(), claim.signedHeaders(), Spelling.right(claim.dialect())));
    }

    private void judge(
            Recording recording, Claim claim, Presented presented, Known known, Known.Key secret, Findings findings) {
        findings.judgedSignature();
        Verification verification = verifier.verify(presented, secret.bytes());
        if (verification instanceof Rejection rejection) {
            findings.rejected(rejection);
            new SignatureSearch(recording, claim, known, secret).explain(findings);
            return;
        }
        findings.fact("the signature fits");
        Verified verified = (Verified) verification;
        if (verified.call() != presented.call()) {
            findings.note(
                    "The client signed without the parameters that have an empty value (" + Kind.EMPTY_OMITTED.id()
                            + "). The gateway takes that, and treats them as if they had not been sent.");
        }
        BodyComparison.ofBody(recording, verified, findings);
    }
}
