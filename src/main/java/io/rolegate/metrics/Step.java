package io.rolegate.metrics;

/** The steps in a request's life, in their order. */
public enum Step {
    ROUTE("route"),
    AUTHENTICATE("authenticate"),
    REFUSE_REPLAYS("refuse_replays"),
    LIMIT("limit"),
    AUTHORISE("authorise"),
    FORWARD("forward"),
    RECORD("record");

    private final String label;

    Step(String label) {
        this.label = label;
    }

    /** The label's value. */
    public String label() {
        return label;
    }
}
