package io.rolegate.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * Numbers lines and binds each to all before it: a line's hash is the HMAC, under the deployment's key, over the hash of the
 * line before it and its own bytes up to the hash. For use by one thread.
 */
final class HashChain {

    /** Of the line before the first. */
    static final String NO_HASH = "";

    static final String HASH_FIELD = ",\"hash\":\"";

    private final Mac mac;
    private final String keyId;
    private long sequence;
    private String hash;

    /** Goes on after the line of that number and hash; 0 and {@link #NO_HASH} where there is none. */
    HashChain(ChainKey key, long sequence, String hash) {
        this.mac = key.mac();
        this.keyId = key.id();
        this.sequence = sequence;
        this.hash = hash;
    }

    String keyId() {
        return keyId;
    }

    /** The number of the line that comes next. */
    long next() {
        return ++sequence;
    }

    /** The number of the last line. */
    long sequence() {
        return sequence;
    }

    /** The hash of the last line. */
    String hash() {
        return hash;
    }

    /** Goes on from another line. */
    void after(String previousHash) {
        hash = previousHash;
    }

    /** The hash of a line whose bytes up to the hash are these; the next one's goes on from it. */
    String link(byte[] bytes, int from, int length) {
        mac.update(hash.getBytes(StandardCharsets.ISO_8859_1));
        mac.update(bytes, from, length);
        hash = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        return hash;
    }
}
