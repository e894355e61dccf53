package io.rolegate.signature.doctor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request in the bytes that went over the wire: request line, headers, an empty line, the body. Lines may end in LF alone,
 * as editors leave them.
 *
 * @param notes what was made of a recording that does not keep to its own framing
 */
public record RawRequest(Recording recording, List<String> notes) {
    private static final String CUT_SHORT = "The recording ends within the body, so the body is not judged.";

    public RawRequest {
        notes = List.copyOf(notes);
    }

    /** Reads one request; what follows it is named in a note. */
    public static RawRequest read(byte[] bytes) throws MalformedRecordingException {
        return new Reader(bytes).read();
    }

    /** Takes a recording apart, from the first byte to the last. */
    private static final class Reader {
        private final byte[] bytes;
        private final List<String> notes = new ArrayList<>();
        private int position;
        private int line;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        RawRequest read() throws MalformedRecordingException {
            String first = nextLine();
            while (first != null && first.isEmpty()) {
                first = nextLine();
            }
            if (first == null) {
                throw new MalformedRecordingException(1, "the recording is empty");
            }
            String[] words = requestLine(first);
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (String next = nextLine(); next != null && !next.isEmpty(); next = nextLine()) {
                headers.add(header(next));
            }
            Recording head = new Recording(words[0], originForm(words[1]), headers, null);
            byte[] body = body(head);
            return new RawRequest(body == null ? head : head.withBody(body), notes);
        }

        private String[] requestLine(String text) throws MalformedRecordingException {
            String[] words = text.split(" ", -1);
            if (words[0].startsWith("HTTP/")) {
                throw new MalformedRecordingException(line, "this is a response; expected a request");
            }
            if (words.length != 3 || words[0].isEmpty() || words[1].isEmpty() || !words[2].startsWith("HTTP/")) {
                throw new MalformedRecordingException(
                        line, "expected a request line, such as GET /queues/q?x=1 HTTP/1.1, not " + shown(text));
            }
            return words;
        }

        private Map.Entry<String, String> header(String text) throws MalformedRecordingException {
            int colon = text.indexOf(':');
            if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
                throw new MalformedRecordingException(line, "a header can't go on in a further line");
            }
            if (colon <= 0) {
                throw new MalformedRecordingException(
                        line, "expected a header, such as Host: example.com, or the empty line before the body");
            }
            return Map.entry(text.substring(0, colon), text.substring(colon + 1).strip());
        }

        /** The body in the framing that the headers announce; null where it was not recorded whole. */
        private byte @Nullable [] body(Recording head) throws MalformedRecordingException {
            byte[] rest = Arrays.copyOfRange(bytes, position, bytes.length);
            String encoding = head.header("transfer-encoding");
            String length = head.header("content-length");
            if (encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
                return chunked(rest);
            }
            if (length != null) {
                return cut(rest, size(length, 10, "Content-Length"));
            }
            String text = new String(rest, StandardCharsets.ISO_8859_1);
            if (text.isBlank()) {
                return new byte[0];
            }
            notes.add("No header announces a body; the " + rest.length + " bytes behind the head are taken for it.");
            return rest;
        }

        private byte @Nullable [] cut(byte[] rest, int size) {
            if (rest.length < size) {
                notes.add(CUT_SHORT);
                return null;
            }
            if (rest.length > size) {
                notes.add("What follows the " + size + " bytes that Content-Length announces is left aside.");
            }
            return Arrays.copyOf(rest, size);
        }

        private byte @Nullable [] chunked(byte[] rest) throws MalformedRecordingException {
            if (rest.length > 0 && Character.digit(rest[0], 16) < 0) {
                notes.add("The body is said to be chunked, but is not: it is taken as it stands.");
                return rest;
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (String head = nextLine(); head != null; head = nextLine()) {
                int size = size(head.replaceFirst(";.*", "").strip(), 16, "the size of a chunk");
                if (size == 0) {
                    return body.toByteArray();
                }
                if (bytes.length - position < size) {
                    break;
                }
                body.write(bytes, position, size);
                position += size;
                String end = nextLine();
                if (end != null && !end.isEmpty()) {
                    throw new MalformedRecordingException(line, "a chunk is longer than its size says");
                }
            }
            notes.add(CUT_SHORT);
            return null;
        }

        private int size(String text, int radix, String what) throws MalformedRecordingException {
            try {
                int size = Integer.parseInt(text, radix);
                if (Character.digit(text.charAt(0), radix) >= 0) {
                    return size;
                }
            } catch (NumberFormatException ignored) {
                // Said below, as of a sign before the number.
            }
            throw new MalformedRecordingException(line, what + " is no number: " + shown(text));
        }

        /** The next line without its end, a character for each byte; null behind the last. */
        private @Nullable String nextLine() {
            if (position >= bytes.length) {
                return null;
            }
            int end = position;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            int last = end > position && end < bytes.length && bytes[end - 1] == '\r' ? end - 1 : end;
            String text = new String(bytes, position, last - position, StandardCharsets.ISO_8859_1);
            position = Math.min(end + 1, bytes.length);
            line++;
            return text;
        }

        private static String shown(String text) {
            return '\'' + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + '\'';
        }
    }

    /** The target as signed: of an absolute one, scheme and authority are left aside. */
    private static String originForm(String target) {
        int authority = target.indexOf("://");
        if (target.startsWith("/") || authority < 0) {
            return target;
        }
        int end = authority + 3;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.startsWith("/", end) ? target.substring(end) : '/' + target.substring(end);
    }
}
