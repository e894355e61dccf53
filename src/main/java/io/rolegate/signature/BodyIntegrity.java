package io.rolegate.signature;

import org.jspecify.annotations.Nullable;

/** What a verified request says about its body; immutable. {@link #start} begins the check of the bytes received. */
public final class BodyIntegrity {

    enum Rule {
        SHA256,
        MD5,
        MD5_OR_ITS_HEX,
        SIGNED_FORM,
        NO_BODY,
        UNPROTECTED
    }

    private final Rule rule;
    private final String expected;
    private final Dialect dialect;

    private BodyIntegrity(Rule rule, String expected, Dialect dialect) {
        this.rule = rule;
        this.expected = expected;
        this.dialect = dialect;
    }

    static BodyIntegrity sha256(String lowerHex, Dialect dialect) {
        return new BodyIntegrity(Rule.SHA256, lowerHex, dialect);
    }

    /** Content-MD5 as sent; null where the client sent none, which leaves the body unprotected. */
    static BodyIntegrity contentMd5(@Nullable String header, Dialect dialect) {
        if (header == null) {
            return new BodyIntegrity(Rule.UNPROTECTED, "", dialect);
        }
        return new BodyIntegrity(dialect == Dialect.MNS ? Rule.MD5_OR_ITS_HEX : Rule.MD5, header, dialect);
    }

    /** RPC 1.0: a form was part of the string to sign, any other body is not covered and refused. */
    static BodyIntegrity signedForm(boolean formRead) {
        return new BodyIntegrity(formRead ? Rule.SIGNED_FORM : Rule.NO_BODY, "", Dialect.RPC);
    }

    /** Whether nothing tells a changed body from the one sent. */
    public boolean isUnprotected() {
        return rule == Rule.UNPROTECTED;
    }

    /** Begins a check, good for one body. */
    public BodyCheck start() {
        return new BodyCheck(this);
    }

    Rule rule() {
        return rule;
    }

    String expected() {
        return expected;
    }

    Dialect dialect() {
        return dialect;
    }
}
