package io.rolegate.sts.oidc;

import org.jspecify.annotations.Nullable;

/** An issuer's keys could not be had. The message is for the operator and the audit record, never for callers. */
public final class IssuerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean fingerprintMismatch;

    private IssuerException(String message, @Nullable Throwable cause, boolean fingerprintMismatch) {
        super(message, cause, false, false);
        this.fingerprintMismatch = fingerprintMismatch;
    }

    IssuerException(String message) {
        this(message, null, false);
    }

    IssuerException(String message, @Nullable Throwable cause) {
        this(cause == null ? message : message + ": " + root(cause).getMessage(), cause, isMismatch(cause));
    }

    /** What lies at the bottom says what is wrong; what is wrapped around it only where. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whether the issuer's server showed none of the certificates whose fingerprints the provider lists. */
    public boolean isFingerprintMismatch() {
        return fingerprintMismatch;
    }

    private static boolean isMismatch(@Nullable Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof PinnedTrust.MismatchException) {
                return true;
            }
        }
        return false;
    }
}
