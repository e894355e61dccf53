package io.rolegate.signature;

import java.time.Instant;

/** Signs requests in any of the dialects, as their official clients do. */
public final class Signer {

    private Signer() {}

    /**
     * The request with everything added that its dialect wants: date, nonce, token, body hash and signature.
     *
     * @param nonce 8 to 128 characters of {@code [A-Za-z0-9._-]}; MNS has none and leaves it out
     * @throws IllegalArgumentException if the request can't be sent as it is, such as a path with a question mark
     */
    public static SignedRequest sign(
            UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce) {
        return SigningDialect.of(request.dialect()).sign(request, credentials, now, nonce);
    }
}
