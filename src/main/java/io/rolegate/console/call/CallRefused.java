package io.rolegate.console.call;

/** The gateway refused a call; without a stack trace, as that is a thing of every day. */
public final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Explanation explanation;

    public CallRefused(Explanation explanation) {
        super(explanation.code(), null, false, false);
        this.explanation = explanation;
    }

    public Explanation explanation() {
        return explanation;
    }
}
