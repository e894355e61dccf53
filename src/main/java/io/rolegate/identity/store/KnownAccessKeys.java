package io.rolegate.identity.store;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Fingerprints of all AccessKeyIds that exist or existed, so that a flood of invented ids never reaches the database. An id that
 * is not known was surely never given out; one that is known may still be gone. Readers take no lock; there is one writer at a
 * time.
 */
final class KnownAccessKeys {
    private static final int FIRST_CAPACITY = 1024;

    private final long seed = new SecureRandom().nextLong();
    private volatile AtomicLongArray table = new AtomicLongArray(FIRST_CAPACITY);
    private volatile int size;

    boolean contains(String accessKeyId) {
        long fingerprint = fingerprint(accessKeyId);
        AtomicLongArray slots = table;
        return slots.get(slot(slots, fingerprint)) == fingerprint;
    }

    synchronized void add(String accessKeyId) {
        long fingerprint = fingerprint(accessKeyId);
        AtomicLongArray slots = table;
        if ((size + 1) * 2L > slots.length()) {
            slots = grown(slots);
            table = slots;
        }
        int slot = slot(slots, fingerprint);
        if (slots.get(slot) == 0) {
            slots.set(slot, fingerprint);
            size = size + 1;
        }
    }

    int size() {
        return size;
    }

    private static AtomicLongArray grown(AtomicLongArray old) {
        AtomicLongArray bigger = new AtomicLongArray(old.length() * 2);
        for (int i = 0; i < old.length(); i++) {
            long fingerprint = old.get(i);
            if (fingerprint != 0) {
                bigger.set(slot(bigger, fingerprint), fingerprint);
            }
        }
        return bigger;
    }

    /** Where the fingerprint is or would go: the table is never more than half full, so there is an end. */
    private static int slot(AtomicLongArray slots, long fingerprint) {
        int mask = slots.length() - 1;
        int slot = (int) (fingerprint >>> 32) & mask;
        while (slots.get(slot) != 0 && slots.get(slot) != fingerprint) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private long fingerprint(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash *= 0xBF58476D1CE4E5B9L;
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }
}
