package io.rolegate.replay;

import java.security.SecureRandom;

/**
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein), keyed with a secret of this object, over the UTF-16LE
 * form of two texts and their lengths. Who doesn't know the key can't find colliding or clustering inputs.
 */
final class SipHash {

    private static final int CHARS_PER_WORD = 4;

    private final long key0;
    private final long key1;

    SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    static SipHash withRandomKey() {
        SecureRandom random = new SecureRandom();
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /** Unambiguous: both lengths go in first, so moving a character from one text to the other changes the hash. */
    Fingerprint of(String first, String second) {
        State state = new State(key0, key1);
        state.absorb((long) first.length() << 32 | second.length());
        long word = 0;
        int filled = 0;
        int total = first.length() + second.length();
        for (int i = 0; i < total; i++) {
            long unit = i < first.length() ? first.charAt(i) : second.charAt(i - first.length());
            word |= unit << (16 * filled);
            if (++filled == CHARS_PER_WORD) {
                state.absorb(word);
                word = 0;
                filled = 0;
            }
        }
        long byteCount = Long.BYTES + 2L * total;
        state.absorb(word | byteCount << 56);
        return state.finish();
    }

    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long key0, long key1) {
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        Fingerprint finish() {
            v2 ^= 0xee;
            fourRounds();
            long place = v0 ^ v1 ^ v2 ^ v3;
            v1 ^= 0xdd;
            fourRounds();
            return new Fingerprint(place, v0 ^ v1 ^ v2 ^ v3);
        }

        private void fourRounds() {
            round();
            round();
            round();
            round();
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
