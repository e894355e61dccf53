package io.rolegate.metrics;

/** What a draft of a policy would have done to a request, beside what was done. */
public enum Trial {
    /** Allowed what was allowed, or denied what was denied. */
    SAME("same"),
    /** Allowed what was denied. */
    WOULD_ALLOW("would_allow"),
    /** Denied what was allowed. */
    WOULD_DENY("would_deny"),
    /** Could not be decided by it; a defect of the gateway. */
    FAILED("failed");

    private final String label;

    Trial(String label) {
        this.label = label;
    }

    /** The value of the label {@code result}. */
    public String label() {
        return label;
    }
}
