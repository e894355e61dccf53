package io.rolegate.policy;

/** A parsed policy document. */
public final class PolicyDocument {
    private PolicyDocument() {}
}
