package io.rolegate.policy;

import java.util.List;

/** A policy document that may not be written ({@code MalformedPolicyDocument}, ram.md §1.1). */
public final class PolicySyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Refuses a document for {@code findings}, of which there is at least one. */
    public PolicySyntaxException(List<Finding> findings) {
        super(findings.get(0).path() + ": " + findings.get(0).message(), null, false, false);
        this.findings = List.copyOf(findings);
    }

    /** Everything that is wrong, in the order of the document. */
    public List<Finding> findings() {
        return findings;
    }
}
