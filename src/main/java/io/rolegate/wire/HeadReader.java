package io.rolegate.wire;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.nio.charset.StandardCharsets;

/**
 * Reads the head of an HTTP/1 request by RFC 9112's grammar, without any of the leniency that it permits: whatever two
 * parsers could read differently is refused (security.md, "Request syntax"). One instance an event loop.
 */
final class HeadReader {
    /** {@link #bodyLength()} of a chunked body. */
    static final long CHUNKED = -1;

    private static final String CONTENT_LENGTH = "content-length";
    private static final String TRANSFER_ENCODING = "transfer-encoding";
    private static final String CHUNKED_CODING = "chunked";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = tokenOctets();
    private static final int MAX_LENGTH_DIGITS = 18;
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private final byte[] octets;
    private int position;
    private int end;
    private long bodyLength;
    private boolean lengthSeen;
    private boolean codingSeen;

    /** @param capacity of the longest head, in bytes */
    HeadReader(int capacity) {
        this.octets = new byte[capacity];
    }

    /** Where the head is to be put before it is read. */
    byte[] octets() {
        return octets;
    }

    /** Length of the body behind the head that was read last, or {@link #CHUNKED}. */
    long bodyLength() {
        return bodyLength;
    }

    /**
     * Reads a whole head.
     *
     * @param length of the head with the empty line at its end; each line is known to end in CR and LF, and no other octet is
     *     LF
     * @throws ApiException if it is anything but well-formed
     */
    DefaultHttpRequest read(int length) {
        position = 0;
        end = length - 2;
        bodyLength = 0;
        lengthSeen = false;
        codingSeen = false;
        HttpMethod method = HttpMethod.valueOf(method());
        String target = target();
        HttpVersion version = version();
        HttpHeaders headers = VertxInternals.newHeaders();
        while (position < end) {
            readHeader(headers);
        }
        checkFraming(version);
        return new DefaultHttpRequest(version, method, target, headers, false);
    }

    private String method() {
        int start = position;
        while (isToken(octets[position])) {
            position++;
        }
        if (position == start || octets[position] != ' ') {
            throw requestLine("the method is no token with a space behind it");
        }
        return text(start, position++);
    }

    private String target() {
        int start = position;
        while (octets[position] > ' ' && octets[position] < 0x7F) {
            position++;
        }
        if (position == start || octets[position] != ' ') {
            throw requestLine("the target is not of printable ASCII with a single space on either side");
        }
        return text(start, position++);
    }

    private HttpVersion version() {
        int start = position;
        int afterLine = start + VERSION_LENGTH + 2;
        if (afterLine > end || octets[afterLine - 2] != '\r' || octets[afterLine - 1] != '\n') {
            throw requestLine("the version is malformed");
        }
        position = afterLine;
        String version = text(start, start + VERSION_LENGTH);
        if (version.equals("HTTP/1.1")) {
            return HttpVersion.HTTP_1_1;
        }
        if (version.equals("HTTP/1.0")) {
            return HttpVersion.HTTP_1_0;
        }
        boolean other = version.startsWith("HTTP/")
                && isDigit(octets[start + 5])
                && octets[start + 6] == '.'
                && isDigit(octets[start + 7]);
        throw other
                ? new ApiException(ErrorCode.VERSION_NOT_SUPPORTED, "The protocol is neither HTTP/1.1 nor HTTP/1.0.")
                : requestLine("the version is malformed");
    }

    private void readHeader(HttpHeaders headers) {
        int nameStart = position;
        int nameEnd = endOfName();
        int valueStart = nameEnd + 1;
        while (isBlank(octets[valueStart])) {
            valueStart++;
        }
        int valueEnd = endOfValue(valueStart);
        position = valueEnd + 2;
        while (valueEnd > valueStart && isBlank(octets[valueEnd - 1])) {
            valueEnd--;
        }
        String name = text(nameStart, nameEnd);
        String value = text(valueStart, valueEnd);
        noteFraming(name, value);
        headers.add(name, value);
    }

    private int endOfName() {
        int start = position;
        int index = start;
        while (isToken(octets[index])) {
            index++;
        }
        if (index == start || octets[index] != ':') {
            throw header(
                    isBlank(octets[index])
                            ? "a header line is folded, or has a space before its colon"
                            : "a header's name is no token with a colon behind it");
        }
        return index;
    }

    private int endOfValue(int start) {
        int index = start;
        while (isValue(octets[index])) {
            index++;
        }
        if (octets[index] != '\r' || octets[index + 1] != '\n') {
            throw header("a header's value has a control character");
        }
        return index;
    }

    private void noteFraming(String name, String value) {
        if (name.length() == CONTENT_LENGTH.length() && name.equalsIgnoreCase(CONTENT_LENGTH)) {
            if (lengthSeen) {
                throw header("Content-Length is repeated");
            }
            lengthSeen = true;
            bodyLength = number(value);
        } else if (name.length() == TRANSFER_ENCODING.length() && name.equalsIgnoreCase(TRANSFER_ENCODING)) {
            if (codingSeen || !value.equals(CHUNKED_CODING)) {
                throw header("Transfer-Encoding can only be chunked, once");
            }
            codingSeen = true;
        }
    }

    private static long number(String value) {
        boolean digits = !value.isEmpty() && value.length() <= MAX_LENGTH_DIGITS;
        for (int index = 0; digits && index < value.length(); index++) {
            digits = value.charAt(index) >= '0' && value.charAt(index) <= '9';
        }
        if (!digits || (value.length() > 1 && value.charAt(0) == '0')) {
            throw header("Content-Length is no plain decimal number");
        }
        return Long.parseLong(value);
    }

    private void checkFraming(HttpVersion version) {
        if (!codingSeen) {
            return;
        }
        if (lengthSeen) {
            throw header("Content-Length and Transfer-Encoding exclude each other");
        }
        if (version.equals(HttpVersion.HTTP_1_0)) {
            throw header("HTTP/1.0 has no Transfer-Encoding");
        }
        bodyLength = CHUNKED;
    }

    private String text(int start, int until) {
        return new String(octets, start, until - start, StandardCharsets.ISO_8859_1);
    }

    /** Whether it may stand in a method or a header's name (RFC 9110 5.6.2). */
    static boolean isToken(byte octet) {
        return octet >= 0 && TOKEN[octet];
    }

    private static boolean[] tokenOctets() {
        boolean[] token = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            token[c] = Character.isLetterOrDigit(c);
        }
        for (int index = 0; index < TOKEN_MARKS.length(); index++) {
            token[TOKEN_MARKS.charAt(index)] = true;
        }
        return token;
    }

    /** Visible characters, blanks, and octets beyond ASCII, which are opaque. */
    static boolean isValue(byte octet) {
        return octet < 0 || (octet >= ' ' && octet != 0x7F) || octet == '\t';
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private static ApiException requestLine(String why) {
        return new ApiException(ErrorCode.INVALID_REQUEST_URL, "The request line is malformed: " + why + ".");
    }

    private static ApiException header(String why) {
        return new ApiException(ErrorCode.INVALID_HEADER, "The request's headers are malformed: " + why + ".");
    }
}
