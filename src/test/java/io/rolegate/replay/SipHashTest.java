package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SipHashTest {

    private static final long KEY_0 = 0x0706050403020100L;
    private static final long KEY_1 = 0x0f0e0d0c0b0a0908L;

    @Test
    void referenceAgreesWithThePublishedVectors() {
        assertThat(referenceOverCountingBytes(0)).isEqualTo("a3817f04ba25a8e66df67214c7550293");
        assertThat(referenceOverCountingBytes(7)).isEqualTo("a1f1ebbed8dbc153c0b84aa61ff08239");
        assertThat(referenceOverCountingBytes(15)).isEqualTo("5493e99933b0a8117e08ec0f97cfc3d9");
        assertThat(referenceOverCountingBytes(63)).isEqualTo("5150d1772f50834a503e069a973fbd7c");
    }

    @Property
    void hashIsSipHashOverBothLengthsAndTheTexts(@ForAll String first, @ForAll String second) {
        Fingerprint fingerprint = new SipHash(KEY_0, KEY_1).of(first, second);

        byte[] text = (first + second).getBytes(StandardCharsets.UTF_16LE);
        if (text.length == 2 * (first.length() + second.length()) && isWellFormed(first + second)) {
            ByteBuffer message = ByteBuffer.allocate(Long.BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN);
            message.putInt(second.length()).putInt(first.length()).put(text);
            assertThat(fingerprint).isEqualTo(reference(message.array()));
        }
    }

    @Test
    void movingACharacterFromOneTextToTheOtherChangesTheHash() {
        SipHash hash = new SipHash(KEY_0, KEY_1);

        assertThat(hash.of("ab", "c")).isNotEqualTo(hash.of("a", "bc"));
        assertThat(hash.of("", "abc")).isNotEqualTo(hash.of("abc", ""));
        assertThat(hash.of("a", "")).isNotEqualTo(hash.of("a", "\0"));
    }

    @Test
    void everyRegistryHasItsOwnKey() {
        assertThat(SipHash.withRandomKey().of("a", "b"))
                .isNotEqualTo(SipHash.withRandomKey().of("a", "b"));
    }

    private static boolean isWellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    private static String referenceOverCountingBytes(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) i;
        }
        Fingerprint hash = reference(message);
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(hash.place())
                        .putLong(hash.tag())
                        .array());
    }

    /** SipHash-2-4-128 as its paper and reference code have it, over bytes. */
    private static Fingerprint reference(byte[] message) {
        long[] v = {
            KEY_0 ^ 0x736f6d6570736575L,
            KEY_1 ^ 0x646f72616e646f6dL ^ 0xee,
            KEY_0 ^ 0x6c7967656e657261L,
            KEY_1 ^ 0x7465646279746573L
        };
        byte[] padded = new byte[(message.length / 8 + 1) * 8];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[padded.length - 1] = (byte) message.length;
        ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        while (words.hasRemaining()) {
            long word = words.getLong();
            v[3] ^= word;
            rounds(v, 2);
            v[0] ^= word;
        }
        v[2] ^= 0xee;
        rounds(v, 4);
        long low = v[0] ^ v[1] ^ v[2] ^ v[3];
        v[1] ^= 0xdd;
        rounds(v, 4);
        return new Fingerprint(low, v[0] ^ v[1] ^ v[2] ^ v[3]);
    }

    private static void rounds(long[] v, int count) {
        for (int i = 0; i < count; i++) {
            v[0] += v[1];
            v[2] += v[3];
            v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
            v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
            v[0] = Long.rotateLeft(v[0], 32);
            v[2] += v[1];
            v[0] += v[3];
            v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
            v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
            v[2] = Long.rotateLeft(v[2], 32);
        }
    }
}
