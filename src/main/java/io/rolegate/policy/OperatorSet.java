package io.rolegate.policy;

/** Which condition operators may be written (ram.md §1.3). */
public enum OperatorSet {
    /** The documented ones and Null, IfExists, ForAnyValue and ForAllValues. The default. */
    EXTENDED,
    /** Only those that the original documents. */
    DOCUMENTED
}
