package io.rolegate.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines that end in a line feed, and says of each on its own whether it is UTF-8. */
final class Utf8Lines {
    private final InputStream input;

    Utf8Lines(InputStream input) {
        this.input = new BufferedInputStream(input);
    }

    /** Bytes that are not UTF-8. */
    static final class NotUtf8Exception extends Exception {
        private static final long serialVersionUID = 1L;

        NotUtf8Exception(CharacterCodingException cause) {
            super(cause);
        }
    }

    /** The bytes of a line without the line feed. */
    record Line(ByteBuffer bytes) {
        String text() throws NotUtf8Exception {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes.duplicate())
                        .toString();
            } catch (CharacterCodingException e) {
                throw new NotUtf8Exception(e);
            }
        }
    }

    /** The next line, or empty at the end; a last line needs no line feed. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = input.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = input.read()) {
            bytes.write(next);
        }
        return Optional.of(new Line(ByteBuffer.wrap(bytes.toByteArray())));
    }
}
