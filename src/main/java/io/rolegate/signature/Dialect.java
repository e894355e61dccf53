package io.rolegate.signature;

import org.jspecify.annotations.Nullable;

/** The four ways in which callers sign requests, with what each looks like on the wire (signatures.md 1, 7). */
public enum Dialect {
    /** {@code ACS3-HMAC-SHA256}: everything that matters is signed, the body through its SHA-256. */
    ACS3("ACS3-HMAC-SHA256", "x-acs-", "x-acs-security-token"),
    /** RPC, SignatureVersion 1.0: parameters in query and form are signed, headers are not. */
    RPC(null, "x-acs-", null),
    /** ROA, x-acs-signature-version 1.0: {@code Authorization: acs AK:SIG}. */
    ROA("acs", "x-acs-", "x-acs-security-token"),
    /** The message service: {@code Authorization: MNS AK:SIG}; its token header is not signed. */
    MNS("MNS", "x-mns-", "security-token");

    private final @Nullable String scheme;
    private final String headerPrefix;
    private final @Nullable String tokenHeader;

    Dialect(@Nullable String scheme, String headerPrefix, @Nullable String tokenHeader) {
        this.scheme = scheme;
        this.headerPrefix = headerPrefix;
        this.tokenHeader = tokenHeader;
    }

    /** The exact scheme name in {@code Authorization}; null for RPC, which has its credential in parameters. */
    public @Nullable String scheme() {
        return scheme;
    }

    /** Beginning of the lower-case names of this dialect's own headers. */
    public String headerPrefix() {
        return headerPrefix;
    }

    /** Lower-case name of the header that carries the SecurityToken; null for RPC, which has a parameter. */
    public @Nullable String tokenHeader() {
        return tokenHeader;
    }

    /** The dialect whose scheme opens this {@code Authorization} value, compared exactly; null for any other. */
    static @Nullable Dialect ofAuthorization(String authorization) {
        for (Dialect dialect : SCHEMES) {
            String scheme = dialect.scheme;
            if (scheme != null
                    && authorization.startsWith(scheme)
                    && (authorization.length() == scheme.length() || authorization.charAt(scheme.length()) == ' ')) {
                return dialect;
            }
        }
        return null;
    }

    private static final Dialect[] SCHEMES = {ACS3, MNS, ROA};
}
