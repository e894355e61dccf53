package io.rolegate.replay;

/** What the nonce registry says of one request whose signature has verified. Only {@link #FRESH} lets it pass. */
public enum Admission {
    /** Never seen within the window; from now on remembered. */
    FRESH,
    /** This access key has used this nonce within the window, under whatever date: a replay. */
    SEEN,
    /** This access key already holds as many nonces as one may; others still get through. */
    OVER_SHARE,
    /** No room for another nonce. Nothing is forgotten early to make some, as that would open a replay window. */
    FULL,
    /** The place where nonces are kept can't be asked, or didn't answer in time. */
    UNAVAILABLE,
    /** Dated before the start of a process whose memory is fresh: an earlier process may have seen it. */
    BEFORE_START,
    /** Its date left the window before it was asked for, or lies further ahead than the window. */
    OUTSIDE_WINDOW
}
