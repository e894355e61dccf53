package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a request may look like before anything is read into it (security.md, "Request syntax"). */
final class RequestSyntax {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

    private RequestSyntax() {}

    /** Refuses what could be read in two ways, or not at all. */
    static void check(HttpServerRequest request) {
        if (!METHODS.contains(request.method().name())) {
            throw Refusal.of(
                    ErrorCode.METHOD_NOT_ALLOWED, "The method is not one of GET, HEAD, POST, PUT, DELETE, PATCH.");
        }
        String target = request.uri();
        if (target == null || !target.startsWith("/")) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST_URL, "The request target must begin with a slash.");
        }
        checkPath(target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?')));
        checkHeaders(request);
    }

    private static void checkHeaders(HttpServerRequest request) {
        String expect = request.getHeader("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw Refusal.of(ErrorCode.EXPECTATION_FAILED, "Expect can only be 100-continue.");
        }
        String coding = request.getHeader("transfer-encoding");
        if (coding == null) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_1_0) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "HTTP/1.0 has no Transfer-Encoding.");
        }
        if (!coding.equalsIgnoreCase("chunked")
                || request.headers().getAll("transfer-encoding").size() > 1) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "Transfer-Encoding can only be chunked.");
        }
        if (request.headers().contains("content-length")) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "Content-Length and Transfer-Encoding exclude each other.");
        }
    }

    private static void checkPath(String path) {
        boolean encoded = false;
        int segmentStart = 1;
        for (int index = 0; index < path.length(); index++) {
            char c = path.charAt(index);
            if (c <= ' ' || c > '~' || c == '\\' || c == ';' || c == '#') {
                throw malformed("a character that must not stand there");
            }
            if (c == '%') {
                encoded = true;
                checkEscape(path, index);
            }
            if (c == '/' && index > 0) {
                checkSegment(path, segmentStart, index);
                if (index == segmentStart) {
                    throw malformed("an empty segment");
                }
                segmentStart = index + 1;
            }
        }
        checkSegment(path, segmentStart, path.length());
        if (encoded) {
            checkDecoded(path);
        }
    }

    private static void checkSegment(String path, int start, int end) {
        int length = end - start;
        if ((length == 1 || length == 2) && path.charAt(start) == '.' && path.charAt(end - 1) == '.') {
            throw malformed("a dot segment");
        }
    }

    private static void checkEscape(String path, int index) {
        int high = index + 2 < path.length() ? Character.digit(path.charAt(index + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(path.charAt(index + 2), 16);
        if (low < 0) {
            throw malformed("a malformed percent escape");
        }
        int octet = high * 16 + low;
        if (octet < 0x20 || octet == 0x7F || octet == '/' || octet == '\\' || octet == ';') {
            throw malformed("an escape of a character that must not stand there");
        }
        if (isUnreserved(octet)) {
            throw malformed("an escape of a character that needs none");
        }
        if (octet == '%' && index + 4 < path.length() && isHexPair(path, index + 3)) {
            throw malformed("a doubly encoded escape");
        }
    }

    private static boolean isHexPair(String path, int index) {
        return Character.digit(path.charAt(index), 16) >= 0 && Character.digit(path.charAt(index + 1), 16) >= 0;
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }

    private static void checkDecoded(String path) {
        byte[] octets = new byte[path.length()];
        int length = 0;
        for (int index = 0; index < path.length(); index++) {
            if (path.charAt(index) == '%') {
                octets[length++] = (byte) Integer.parseInt(path, index + 1, index + 3, 16);
                index += 2;
            } else {
                octets[length++] = (byte) path.charAt(index);
            }
        }
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("an escape that is no UTF-8");
        }
        for (int index = 0; index < decoded.length(); index++) {
            char c = decoded.charAt(index);
            if (c == '\uFF0E' || c == '\uFF0F' || c == '\uFF3C' || Character.isISOControl(c)) {
                throw malformed("an escape of a character that must not stand there");
            }
        }
    }

    private static Refusal malformed(String what) {
        return Refusal.of(ErrorCode.INVALID_REQUEST_URL, "The request path has " + what + ".");
    }
}
