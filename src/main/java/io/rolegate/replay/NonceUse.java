package io.rolegate.replay;

import java.time.Instant;

/**
 * A nonce that a verified request was signed with.
 *
 * @param accessKeyId the key that signed; the nonce belongs to it
 * @param signedAt the date that the signature covers
 * @param principal whose share of the registry it takes: an id that callers can't choose, nor get more of by assuming roles
 * @param account the account that the principal belongs to
 */
public record NonceUse(String accessKeyId, String nonce, Instant signedAt, String principal, String account) {
    long signedSecond() {
        return signedAt.getEpochSecond();
    }
}
