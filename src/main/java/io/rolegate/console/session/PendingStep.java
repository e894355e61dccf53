package io.rolegate.console.session;

import io.rolegate.sts.logon.MfaEnrolment;
import io.rolegate.sts.logon.PendingLogon;
import org.jspecify.annotations.Nullable;

/**
 * A log-on in a browser that something is still missing for.
 *
 * @param enrolment the device that is to be bound, where that is what is missing and it was made
 */
public record PendingStep(Kind kind, String logonName, PendingLogon logon, @Nullable MfaEnrolment enrolment) {
    /** What is missing. */
    public enum Kind {
        MFA_CODE,
        NEW_PASSWORD,
        MFA_BINDING
    }

    /** The same with a device to be bound. */
    public PendingStep with(MfaEnrolment device) {
        return new PendingStep(kind, logonName, logon, device);
    }
}
