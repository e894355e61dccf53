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
        Workbench bench = new Workbench();
        CallView call = presented.call();
        return switch (presented.dialect()) {
            case ACS3 -> {
                CanonicalBuffer canonical = Acs3.writeCanonicalRequest(call, presented.signedHeaders(), bench.buffer());
                String canonicalRequest = canonical.toString();
                yield new SigningText(
                        canonicalRequest,
                        Acs3.writeStringToSign(bench, canonical).toString());
            }
            case RPC ->
                new SigningText(
                        null, Rpc.writeStringToSign(call, bench.buffer()).toString());
            case ROA ->
                new SigningText(
                        null, Roa.writeStringToSign(call, true, bench.buffer()).toString());
            case MNS ->
                new SigningText(
                        null, Mns.writeStringToSign(call, bench.buffer()).toString());
        };
    }
}
