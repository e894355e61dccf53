package io.rolegate.signature.doctor;

import java.util.Locale;

/**
 * A reason why a request is refused.
 *
 * @param what what was found in this request; holds neither secret nor token
 * @param proven whether the signature fits once this is undone, or the fault is plain to see; else a suspicion
 */
public record Cause(Kind kind, String what, boolean proven) {
    static Cause of(Kind kind, String what) {
        return new Cause(kind, what, true);
    }

    static Cause possible(Kind kind, String what) {
        return new Cause(kind, what, false);
    }

    /** The usual causes, with what to do about each. */
    public enum Kind {
        CLOCK("Set the client's clock by NTP; dates are UTC."),
        DATE_MALFORMED("Send the date in the dialect's own format, in UTC."),
        NOT_SIGNED_AT_ALL("Sign the request: Authorization, or the parameters AccessKeyId and Signature."),
        MALFORMED("Send the credentials in the shape that the dialect prescribes."),
        HEADER_NOT_SIGNED("Name the header in SignedHeaders, or have the proxy that adds it leave it out."),
        HEADER_REMOVED("Have the proxy pass on all headers that are signed."),
        HEADER_ADDED("Have the proxy leave the header out, or sign it."),
        HEADER_CHANGED("Have the header arrive as it was signed."),
        HOST_REWRITTEN("Have the proxy pass on the client's Host, or sign the host that the gateway gets."),
        PATH_REWRITTEN(
                "Have the proxy pass on the path as it came, escapes included, or sign the path that the gateway gets."),
        QUERY_REORDERED("Have the proxy pass on the query as it came: this dialect signs it to the letter."),
        PARAMETER_ADDED("Have the proxy leave the parameter out, or sign it."),
        METHOD_CHANGED("Have the proxy pass on the method."),
        ENCODING_OF_SPACE("Escape a space as %20 in what is signed, never as '+'."),
        ENCODING_OF_PLUS("Send '+' as %2B: a raw '+' is a space."),
        ENCODING_OF_ASTERISK("Escape '*' as %2A in what is signed."),
        ENCODING_OF_TILDE("Leave '~' as it is in what is signed, never %7E."),
        OTHER_ENCODING(
                "Escape what is signed in UTF-8 once, in upper-case hex, all but letters, digits, '-', '_', '.' and '~'."),
        PARAMETERS_UNSORTED("Sort the parameters by the bytes of their names."),
        EMPTY_OMITTED("Sign parameters with an empty value too, as name=."),
        CANONICAL_FORM("Write the lines of the string to sign exactly as the dialect prescribes."),
        WRONG_DIALECT("Sign in the way that the credentials announce."),
        AMPERSAND_MISSING("RPC 1.0 takes the HMAC with the secret and an ampersand behind it."),
        AMPERSAND_TOO_MUCH("Only RPC 1.0 puts an ampersand behind the secret."),
        SECRET_WITH_BLANKS(
                "Take blanks, line ends and quotes from around the secret that the client is configured with."),
        WRONG_SECRET("Compare the client's secret with the one of this access key, or make a new key."),
        KEY_OF_ANOTHER("Look up to whom the access key belongs."),
        TOKEN_MISSING("Send the SecurityToken that came with the temporary access key."),
        TOKEN_OF_ANOTHER_KEY("Take access key, secret and SecurityToken from one and the same answer of AssumeRole."),
        TOKEN_EXPIRED("Assume the role again."),
        BODY_CHANGED("Hash the bytes that are sent, after all changes to them."),
        BODY_HASH_OF_NOTHING("Hash the body that is sent; the hash is that of an empty one."),
        BODY_HASH_FORM("Send the hash in the form that the dialect prescribes."),
        BODY_NOT_COVERED("RPC 1.0 signs form bodies only: send parameters, or sign by ACS3.");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** What to do about it. */
        public String advice() {
            return advice;
        }

        /** The name in reports, for example {@code host-rewritten}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
