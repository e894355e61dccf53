package io.rolegate.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strict decoding of {@code name=value&...} text: what can be read two ways is not read at all. */
final class FormText {

    private FormText() {}

    /**
     * The parameters of the text, in order; null where an escape is malformed, bytes aren't UTF-8, a name is empty or
     * two ampersands meet.
     *
     * @param text one character a byte
     * @param plusIsSpace as in forms; MNS signs and means a plus
     */
    static @Nullable List<Parameter> decode(String text, boolean plusIsSpace) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int ampersand = text.indexOf('&', start);
            int end = ampersand < 0 ? text.length() : ampersand;
            int equals = indexOf(text, '=', start, end);
            String name = decode(text, start, equals, plusIsSpace);
            String value = equals == end ? "" : decode(text, equals + 1, end, plusIsSpace);
            if (name == null || name.isEmpty() || value == null) {
                return null;
            }
            parameters.add(new Parameter(name, value));
            start = end + 1;
        }
        return parameters;
    }

    private static int indexOf(String text, char c, int start, int end) {
        int index = start;
        while (index < end && text.charAt(index) != c) {
            index++;
        }
        return index;
    }

    private static @Nullable String decode(String text, int start, int end, boolean plusIsSpace) {
        int index = start;
        while (index < end && isPlain(text.charAt(index), plusIsSpace)) {
            index++;
        }
        return index == end ? text.substring(start, end) : decodeEscapes(text, start, end, plusIsSpace);
    }

    private static boolean isPlain(char c, boolean plusIsSpace) {
        return c < 128 && c != '%' && (c != '+' || !plusIsSpace);
    }

    private static @Nullable String decodeEscapes(String text, int start, int end, boolean plusIsSpace) {
        byte[] bytes = new byte[end - start];
        int length = 0;
        boolean ascii = true;
        for (int i = start; i < end; i++) {
            int c = text.charAt(i);
            if (c == '%') {
                c = i + 2 < end ? (hexDigit(text, i + 1) << 4) | hexDigit(text, i + 2) : -1;
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                c = ' ';
            }
            if (c < 0 || c > 255) {
                return null;
            }
            ascii &= c < 128;
            bytes[length++] = (byte) c;
        }
        return ascii ? new String(bytes, 0, length, StandardCharsets.US_ASCII) : utf8(bytes, length);
    }

    /** Value of the digit, or a negative number that stays negative when shifted or joined. */
    private static int hexDigit(String text, int index) {
        char c = text.charAt(index);
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static @Nullable String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
