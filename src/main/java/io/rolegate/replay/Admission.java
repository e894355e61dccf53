package io.rolegate.replay;

/** What the nonce registry says of one request whose signature has verified. Only {@link #FRESH} lets it pass. */
public enum Admission {
    /** Never seen within the window; from now on remembered. */
    FRESH("fresh"),
    /** This access key has used this nonce within the window, under whatever date: a replay. */
    SEEN("seen"),
    /** The principal, or its account, already holds as many nonces as one may; others still get through. */
    OVER_SHARE("over_share"),
    /** No room for another nonce. Nothing is forgotten early to make some, as that would open a replay window. */
    FULL("full"),
    /** The place where nonces are kept can't be asked, or didn't answer in time. */
    UNAVAILABLE("unavailable"),
    /** Dated before the start of a process whose memory is fresh, or so that an earlier process may have admitted it. */
    BEFORE_START("before_start"),
    /** Its date left the window before it was asked for, or lies further ahead than the window. */
    OUTSIDE_WINDOW("outside_window");

    private final String label;

    Admission(String label) {
        this.label = label;
    }

    /** The name in metrics. */
    public String label() {
        return label;
    }
}
