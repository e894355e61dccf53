package io.rolegate.metrics;

/** How a request ended, as a label of bounded values. */
public enum Outcome {
    /** Permitted, and answered by the service. */
    ALLOWED("allowed"),
    /** Refused by policy. */
    DENIED("denied"),
    /** Refused before policy: syntax, route, credential, signature, replay. */
    REJECTED("rejected"),
    /** Refused by a rate or concurrency limit. */
    THROTTLED("throttled"),
    /** Refused because this node had too much to do. */
    SHED("shed"),
    /** Permitted, then broken off while it ran, because it no longer was. */
    CUT("cut"),
    /** Permitted, but not answered by the service: away, too slow, or broken off. */
    UPSTREAM_FAILED("upstream_failed"),
    /** Not decided, or failed in the gateway itself. */
    FAILED("failed"),
    /** The client went away before the end. */
    ABORTED("aborted");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
