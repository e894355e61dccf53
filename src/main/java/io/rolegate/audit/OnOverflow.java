package io.rolegate.audit;

/** What becomes of a request for whose record there is no place. */
public enum OnOverflow {
    /** It is refused before anything is forwarded. */
    REFUSE,
    /** It goes on, and counts as unrecorded. */
    COUNT
}
