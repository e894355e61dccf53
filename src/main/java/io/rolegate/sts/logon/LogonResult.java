package io.rolegate.sts.logon;

import io.rolegate.identity.LogonSession;
import io.rolegate.sts.TemporaryCredentials;
import java.time.Duration;

/** How a step of a log-on ended. */
public sealed interface LogonResult {
    /** Done: the credentials sign requests as the user or owner itself. */
    record LoggedOn(LogonSession session, TemporaryCredentials credentials) implements LogonResult {}

    /** The user has an MFA device and must show its code. */
    record MfaCodeNeeded(PendingLogon pending) implements LogonResult {}

    /** The user must choose a new password first. */
    record PasswordChangeRequired(PendingLogon pending) implements LogonResult {}

    /** The user must bind an MFA device first. */
    record MfaBindingRequired(PendingLogon pending) implements LogonResult {}

    /** The password is right but too old, and an administrator must set a new one. */
    record PasswordExpired() implements LogonResult {}

    /** Unknown name, wrong password, wrong code, a place from where one may not log on: nobody is told which. */
    record Refused() implements LogonResult {}

    /** There were too many attempts; nothing was looked at. */
    record Throttled(Duration retryAfter) implements LogonResult {}
}
