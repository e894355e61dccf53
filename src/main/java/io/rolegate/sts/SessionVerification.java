package io.rolegate.sts;

/** The outcome of verifying a SecurityToken that came with an AccessKeyId. */
public sealed interface SessionVerification {
    /** The token is genuine, belongs to the AccessKeyId and has not expired; its session may still be dead. */
    record Valid(VerifiedSession session) implements SessionVerification {}

    /** The token is refused. */
    record Invalid(Problem problem) implements SessionVerification {}

    /** Why a token is refused; the codes {@code InvalidSecurityToken.*} of ram.md §3.3. */
    enum Problem {
        /** Not, letter for letter, a token that was issued here with a key still accepted. */
        MALFORMED,
        /** Genuine, but of another AccessKeyId. */
        MISMATCH_WITH_ACCESS_KEY,
        /** Its time is over; there is no grace. */
        EXPIRED
    }
}
