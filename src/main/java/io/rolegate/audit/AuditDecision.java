package io.rolegate.audit;

/** How the gateway decided about a request. */
public enum AuditDecision {
    /** Permitted by policy, and forwarded or carried out. */
    ALLOW("Allow"),
    /** Refused by a Deny statement. */
    EXPLICIT_DENY("ExplicitDeny"),
    /** Refused because no statement allows it. */
    IMPLICIT_DENY("ImplicitDeny"),
    /** Refused before any policy was asked: syntax, route, credential, signature, replay. */
    REJECTED("Rejected"),
    /** Refused by a rate or concurrency limit. */
    THROTTLED("Throttled"),
    /** Permitted, then broken off while it ran, because it no longer was. */
    CUT("Cut"),
    /** Not decided, for want of something the gateway needs; nothing was forwarded. */
    FAILED("Failed");

    private final String label;

    AuditDecision(String label) {
        this.label = label;
    }

    /** The name in the audit log. */
    public String label() {
        return label;
    }
}
