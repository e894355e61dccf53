package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array, kept between requests, into which canonical text is written (signatures.md 2). */
final class CanonicalBuffer {

    private static final int KEPT_BYTES = 64 * 1024;
    /** Bytes of one code point at most: four of UTF-8, each escaped twice. */
    private static final int LONGEST = 20;

    /** Characters for which room is made at once. */
    private static final int CHUNK = 128;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] UNRESERVED = unreserved();

    private byte[] bytes = new byte[2048];
    private int length;

    /** Empties the buffer; memory that an unusually long request needed is given back. */
    CanonicalBuffer clear() {
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[2048];
        }
        length = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    CanonicalBuffer ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Text that came from the wire one byte a character; what {@link CallView#read} refuses is not among it. */
    @SuppressWarnings("deprecation") // This getBytes is the one that copies bytes without a charset or garbage.
    CanonicalBuffer wire(String text) {
        int size = text.length();
        reserve(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    /** Text as UTF-8. */
    CanonicalBuffer utf8(String text) {
        return escaped(text, 0);
    }

    /** Text as UTF-8, everything but unreserved characters as {@code %XX}. */
    CanonicalBuffer encoded(String text) {
        return escaped(text, 1);
    }

    /** What {@link #encoded} would make of its own result. */
    CanonicalBuffer twiceEncoded(String text) {
        return escaped(text, 2);
    }

    /** The sorted parameters as {@code name=value&...}, each name and value encoded. */
    CanonicalBuffer parameters(Parameter[] sorted) {
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0) {
                ascii('&');
            }
            encoded(sorted[i].name()).ascii('=').encoded(sorted[i].value());
        }
        return this;
    }

    /** Header lines at the indexes as {@code name:value\n}. */
    CanonicalBuffer headerLines(HeaderList headers, int[] indexes) {
        for (int index : indexes) {
            wire(headers.name(index)).ascii(':').wire(headers.value(index)).ascii('\n');
        }
        return this;
    }

    /** Turns tabs and form feeds written since the position into blanks. */
    CanonicalBuffer blankTabs(int from) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == '\t' || bytes[i] == '\f') {
                bytes[i] = ' ';
            }
        }
        return this;
    }

    CanonicalBuffer lowerHex(byte[] digest) {
        reserve(digest.length * 2);
        length = lowerHex(digest, bytes, length);
        return this;
    }

    static int lowerHex(byte[] digest, byte[] target, int from) {
        int at = from;
        for (byte b : digest) {
            target[at++] = LOWER_HEX[(b >> 4) & 15];
            target[at++] = LOWER_HEX[b & 15];
        }
        return at;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Writes text as UTF-8 that is escaped so many times: not, once or twice. */
    private CanonicalBuffer escaped(String text, int times) {
        int end = text.length();
        int reserved = 0;
        for (int i = 0; i < end; i++) {
            if (i >= reserved) {
                reserved = Math.min(end, i + CHUNK);
                reserve((reserved - i) * LONGEST);
            }
            char c = text.charAt(i);
            if (c < 128) {
                if (UNRESERVED[c] || times == 0) {
                    bytes[length++] = (byte) c;
                } else {
                    escapedByte(c, times);
                }
            } else {
                i += codePoint(text, i, times);
            }
        }
        return this;
    }

    /** Writes the code point at the index; returns how many further characters it took. */
    private int codePoint(String text, int index, int times) {
        int c = text.codePointAt(index);
        if (c < 0x800) {
            escapedByte(0xC0 | (c >> 6), times);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            // A lone surrogate has no UTF-8 form; String.getBytes writes a question mark too.
            escapedByte('?', times);
            return 0;
        } else if (c < 0x10000) {
            escapedByte(0xE0 | (c >> 12), times);
            escapedByte(0x80 | ((c >> 6) & 63), times);
        } else {
            escapedByte(0xF0 | (c >> 18), times);
            escapedByte(0x80 | ((c >> 12) & 63), times);
            escapedByte(0x80 | ((c >> 6) & 63), times);
        }
        escapedByte(0x80 | (c & 63), times);
        return c < 0x10000 ? 0 : 1;
    }

    private void escapedByte(int b, int times) {
        if (times == 0) {
            bytes[length++] = (byte) b;
            return;
        }
        bytes[length++] = '%';
        if (times == 2) {
            bytes[length++] = '2';
            bytes[length++] = '5';
        }
        bytes[length++] = HEX[(b >> 4) & 15];
        bytes[length++] = HEX[b & 15];
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    private static boolean[] unreserved() {
        boolean[] unreserved = new boolean[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".toCharArray()) {
            unreserved[c] = true;
        }
        return unreserved;
    }
}
