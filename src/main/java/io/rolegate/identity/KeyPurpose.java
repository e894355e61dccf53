package io.rolegate.identity;

/** What a key of the service itself is for; keys of different purposes are independent (design, section 5). */
public enum KeyPurpose {
    /** HMAC key of SecurityTokens. */
    TOKEN_SIGNING,
    /** HMAC key from which temporary secrets are derived; shares the kid of the token key made with it. */
    SECRET_DERIVATION,
    /** EC P-256 key pair of identity assertions to upstreams. */
    IDENTITY_ASSERTION,
    /** AES key of EncodedDiagnosticMessage. */
    DIAGNOSTICS
}
