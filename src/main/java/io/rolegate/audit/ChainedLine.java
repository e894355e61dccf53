package io.rolegate.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line that has a place in a chain, as it was read.
 *
 * @param signedLength how many of its bytes the hash covers
 */
record ChainedLine(int signedLength, long sequence, String hash, @Nullable ChainMark mark, String text) {

    private static final String SEQUENCE_FIELD = ",\"sequence\":";
    private static final String LINE_ENDS = "\"}";
    private static final String PREVIOUS_FIELD = ",\"previousHash\":\"";
    private static final int MOST_DIGITS = 18;

    /** The line's place; empty where it has none. */
    static Optional<ChainedLine> of(byte[] bytes) {
        // One character a byte, so that places in the text are places in the bytes.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int hashField = text.lastIndexOf(HashChain.HASH_FIELD);
        int sequenceField = text.lastIndexOf(SEQUENCE_FIELD, hashField);
        if (hashField < 0 || sequenceField < 0 || !text.endsWith(LINE_ENDS)) {
            return Optional.empty();
        }
        String digits = text.substring(sequenceField + SEQUENCE_FIELD.length(), hashField);
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String hash = text.substring(hashField + HashChain.HASH_FIELD.length(), text.length() - LINE_ENDS.length());
        return Optional.of(new ChainedLine(hashField, Long.parseLong(digits), hash, markOf(text), text));
    }

    private static @Nullable ChainMark markOf(String text) {
        return AuditEvent.isMark(text)
                ? ChainMark.named(after(text, AuditEvent.MARK_BEGINS)).orElse(null)
                : null;
    }

    /** The hash that a mark says the line before it has. */
    String previousHash() {
        return after(text, PREVIOUS_FIELD);
    }

    private static String after(String text, String beginning) {
        int start = text.indexOf(beginning);
        int end = start < 0 ? -1 : text.indexOf('"', start + beginning.length());
        return end < 0 ? "" : text.substring(start + beginning.length(), end);
    }
}
