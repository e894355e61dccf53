package io.rolegate.policy;

import java.util.List;
import java.util.stream.Stream;

/** A parsed policy document. Immutable; made to be shared between threads. */
public final class PolicyDocument {
    private final String json;
    private final PolicyKind kind;
    private final boolean malformed;
    private final StatementIndex statements;

    private PolicyDocument(String json, PolicyKind kind, boolean malformed, StatementIndex statements) {
        this.json = json;
        this.kind = kind;
        this.malformed = malformed;
        this.statements = statements;
    }

    /**
     * Parses a document that is about to be written, as strictly as {@link PolicyValidator}.
     *
     * @throws PolicySyntaxException with all findings, if there is any
     */
    public static PolicyDocument parse(String json, PolicyKind kind) throws PolicySyntaxException {
        return parse(json, kind, OperatorSet.EXTENDED);
    }

    /**
     * Parses a document that is about to be written and may use only {@code operators}.
     *
     * @throws PolicySyntaxException with all findings, if there is any
     */
    public static PolicyDocument parse(String json, PolicyKind kind, OperatorSet operators)
            throws PolicySyntaxException {
        List<Finding> findings = PolicyValidator.findings(json, kind, operators);
        if (!findings.isEmpty()) {
            throw new PolicySyntaxException(findings);
        }
        return parseFailingClosed(json, kind);
    }

    /**
     * Parses a document for evaluation. A malformed one says nothing itself, and keeps its layer from allowing
     * (ram.md §1.1); what is merely too large or without effect is taken as it is.
     */
    public static PolicyDocument parseFailingClosed(String json, PolicyKind kind) {
        DocumentReader reader = DocumentReader.read(json, kind, OperatorSet.EXTENDED);
        boolean malformed = reader.findings().isMalformed();
        return new PolicyDocument(
                json, kind, malformed, malformed ? StatementIndex.EMPTY : new StatementIndex(reader.statements()));
    }

    /** The kind that it was parsed as. */
    public PolicyKind kind() {
        return kind;
    }

    /** The text that was parsed, unchanged. */
    public String json() {
        return json;
    }

    /** Whether it breaches the grammar. */
    public boolean isMalformed() {
        return malformed;
    }

    /**
     * Whether this is a trust policy some Allow statement of which lets {@code principal} assume the role, conditions
     * aside. Always false for other kinds and malformed documents.
     */
    public boolean names(PolicyPrincipal principal) {
        if (kind != PolicyKind.TRUST) {
            return false;
        }
        Query query = Query.of(principal, StsActions.ASSUME_ROLE, "");
        return statements.all().stream()
                .anyMatch(statement -> statement.effect() == Effect.ALLOW && statement.covers(query));
    }

    /** Whom the Allow statements of a trust policy name, as written; empty for other kinds and malformed documents. */
    public List<String> trusted() {
        return statements.all().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(statement -> statement.target() instanceof TrustPrincipals principals
                        ? principals.written().stream()
                        : Stream.of())
                .distinct()
                .toList();
    }

    StatementIndex statements() {
        return statements;
    }

    @Override
    public String toString() {
        return json;
    }
}
