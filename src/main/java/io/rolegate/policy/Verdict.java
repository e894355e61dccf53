package io.rolegate.policy;

/** The three possible outcomes of an evaluation. */
public enum Verdict {
    ALLOW("Allow"),
    EXPLICIT_DENY("ExplicitDeny"),
    IMPLICIT_DENY("ImplicitDeny");

    private final String wireName;

    Verdict(String wireName) {
        this.wireName = wireName;
    }

    /** {@code Allow}, {@code ExplicitDeny} or {@code ImplicitDeny}. */
    public String wireName() {
        return wireName;
    }
}
