package io.rolegate.signature;

import org.jspecify.annotations.Nullable;

/**
 * What a request's signature is an HMAC of. It holds the SecurityToken where there is one: not to be sent anywhere.
 *
 * @param canonicalRequest what ACS3 hashes into the string to sign; null in the other dialects
 */
public record SigningText(@Nullable String canonicalRequest, String stringToSign) {
    /** The text that the verifier computes; where a dialect lets clients differ, the form that it tries first. */
    public static SigningText of(Presented presented) {
        return SigningDialect.of(presented.dialect()).text(presented, new Workbench());
    }
}
