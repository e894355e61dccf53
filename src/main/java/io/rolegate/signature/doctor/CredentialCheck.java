package io.rolegate.signature.doctor;

import io.rolegate.signature.Presented;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.RejectionReason;
import io.rolegate.signature.doctor.Cause.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds access key and SecurityToken against each other and against what is registered. */
final class CredentialCheck {
    private CredentialCheck() {}

    static void check(Presented presented, Known known, Findings findings) {
        String keyId = presented.accessKeyId();
        if (known.accessKeyId() != null && !known.accessKeyId().equals(keyId)) {
            refuse(presented, RejectionReason.KEY_UNKNOWN, "the AccessKeyId is not registered", findings);
            findings.cause(Cause.of(
                    Kind.KEY_OF_ANOTHER,
                    "The request names the access key " + keyId + ", the secret is that of " + known.accessKeyId()
                            + "."));
        }
        String token = presented.securityToken();
        if (token == null) {
            checkMissing(presented, known, findings);
        } else {
            checkToken(presented, token, known, findings);
        }
    }

    private static void checkMissing(Presented presented, Known known, Findings findings) {
        boolean issued = known.token() != null && !known.token().isEmpty();
        if (presented.isTemporary() || issued) {
            refuse(
                    presented,
                    RejectionReason.TOKEN_MISSING,
                    "a temporary AccessKeyId needs its SecurityToken",
                    findings);
            findings.cause(Cause.of(
                    Kind.TOKEN_MISSING,
                    presented.accessKeyId() + " is a temporary access key, but no token was sent."));
        }
    }

    private static void checkToken(Presented presented, String token, Known known, Findings findings) {
        String why = mismatch(presented, token, known);
        if (why != null) {
            refuse(
                    presented,
                    RejectionReason.TOKEN_MISMATCH,
                    "the SecurityToken is not the one of this AccessKeyId",
                    findings);
            findings.cause(Cause.of(Kind.TOKEN_OF_ANOTHER_KEY, why));
        }
        Instant expiry = known.tokenExpiry();
        if (expiry != null) {
            findings.fact("the SecurityToken ends at " + expiry);
        }
        if (expiry != null && known.now() != null && !known.now().isBefore(expiry)) {
            refuse(presented, RejectionReason.TOKEN_EXPIRED, "the SecurityToken has expired", findings);
            findings.cause(Cause.of(Kind.TOKEN_EXPIRED, "The SecurityToken ended at " + expiry + "."));
        }
    }

    private static @Nullable String mismatch(Presented presented, String token, Known known) {
        if (!presented.isTemporary()) {
            return presented.accessKeyId() + " is no temporary access key, but a SecurityToken was sent.";
        }
        if (known.tokenKeyId() != null && !known.tokenKeyId().equals(presented.accessKeyId())) {
            return "The SecurityToken belongs to " + known.tokenKeyId() + ", the request names "
                    + presented.accessKeyId() + ".";
        }
        return known.token() == null || known.token().equals(token)
                ? null
                : "The SecurityToken is not the one that was issued with " + presented.accessKeyId() + ".";
    }

    private static void refuse(Presented presented, RejectionReason reason, String why, Findings findings) {
        findings.rejected(new Rejection(reason, why, presented.dialect()));
    }
}
