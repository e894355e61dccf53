package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.gateway.service.CanonicalPath;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.signature.HeaderList;
import io.rolegate.wire.WireLimits;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request may look like before anything is read into it (security.md, "Request syntax"). */
final class RequestSyntax {
    private static final int VERSION_LENGTH = "  HTTP/1.1".length();
    private static final int SEPARATORS_LENGTH = ": \r\n".length();
    private static final int MAX_LENGTH_DIGITS = 18;

    private final WireLimits limits;
    private final Set<String> hostNames;

    /** @param hostNames those that requests may be for; any where there are none */
    RequestSyntax(WireLimits limits, Set<String> hostNames) {
        this.limits = limits;
        this.hostNames = hostNames;
    }

    /**
     * Refuses what could be read in two ways, or not at all.
     *
     * @param headers those of the request; the authority of HTTP/2 is the host there
     */
    void check(HttpServerRequest request, HeaderList headers) {
        if (!OperationDefinition.METHODS.contains(request.method().name())) {
            throw Refusal.of(
                    ErrorCode.METHOD_NOT_ALLOWED, "The method is not one of GET, HEAD, POST, PUT, DELETE, PATCH.");
        }
        String target = request.uri();
        if (target == null || !target.startsWith("/")) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST_URL, "The request target must begin with a slash.");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            checkHttp2(request, headers);
        }
        int query = target.indexOf('?');
        checkPath(query < 0 ? target : target.substring(0, query));
        checkHost(headers);
        if (headers.count("content-type") > 1) {
            throw invalidHeader("The header Content-Type is repeated.");
        }
        checkExpectation(headers);
    }

    /** What the reader of HTTP/1 has checked already, and what only HTTP/2 can have. */
    private void checkHttp2(HttpServerRequest request, HeaderList headers) {
        if (request.authority(true) == null) {
            throw invalidHeader("The pseudo-header :authority is required.");
        }
        if (!"https".equals(request.scheme())) {
            throw invalidHeader("The pseudo-header :scheme must be https.");
        }
        if (request.method().name().length() + request.uri().length() + VERSION_LENGTH > limits.requestLineBytes()) {
            throw Refusal.of(ErrorCode.URI_TOO_LONG, "The request line is too long.");
        }
        int bytes = 0;
        for (int index = 0; index < headers.size(); index++) {
            bytes += headers.name(index).length() + headers.value(index).length() + SEPARATORS_LENGTH;
        }
        if (bytes > limits.headerBytes() || headers.size() > limits.headerLines()) {
            throw Refusal.of(ErrorCode.HEADERS_TOO_LARGE, "The request's headers are too large or too many.");
        }
        if (headers.count("content-length") > 1 || !isLength(headers.first("content-length"))) {
            throw invalidHeader("Content-Length is no plain decimal number, once.");
        }
    }

    private static boolean isLength(@Nullable String value) {
        boolean digits = value == null || (!value.isEmpty() && value.length() <= MAX_LENGTH_DIGITS);
        for (int index = 0; digits && value != null && index < value.length(); index++) {
            digits = value.charAt(index) >= '0' && value.charAt(index) <= '9';
        }
        return digits;
    }

    private void checkHost(HeaderList headers) {
        String host = headers.first("host");
        if (host == null || headers.count("host") > 1) {
            throw invalidHeader("The header Host is required, once.");
        }
        String name = HostName.of(host);
        if (name == null) {
            throw invalidHeader("The header Host is no name or address with or without a port.");
        }
        if (!hostNames.isEmpty() && !hostNames.contains(name)) {
            throw Refusal.of(ErrorCode.MISDIRECTED_REQUEST, "Requests for this host are not served here.");
        }
    }

    private static void checkExpectation(HeaderList headers) {
        String expect = headers.first("expect");
        if (expect != null && (headers.count("expect") > 1 || !expect.equalsIgnoreCase("100-continue"))) {
            throw Refusal.of(ErrorCode.EXPECTATION_FAILED, "Expect can only be 100-continue.");
        }
    }

    private static Refusal invalidHeader(String message) {
        return Refusal.of(ErrorCode.INVALID_HEADER, message);
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
        if (CanonicalPath.isUnreserved(octet)) {
            throw malformed("an escape of a character that needs none");
        }
        if (octet == '%' && index + 4 < path.length() && isHexPair(path, index + 3)) {
            throw malformed("a doubly encoded escape");
        }
    }

    private static boolean isHexPair(String path, int index) {
        return Character.digit(path.charAt(index), 16) >= 0 && Character.digit(path.charAt(index + 1), 16) >= 0;
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
