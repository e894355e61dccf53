package io.rolegate.wire;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.rolegate.api.ApiException;
import java.nio.charset.StandardCharsets;

/**
 * What is told of a head that can't be read: enough to answer in a form that its sender may understand, and why. Its values are
 * guesses, for nothing else to be decided by; its decoder result is the failure.
 */
final class UnreadableRequest {
    private static final String ROOT = "/";

    private UnreadableRequest() {}

    /** @param octets as much of the head as there is, up to {@code length} */
    static DefaultHttpRequest of(byte[] octets, int length, ApiException malformed) {
        String[] lines = new String(octets, 0, length, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
        HttpMethod method = lines[0].startsWith("HEAD ") ? HttpMethod.HEAD : HttpMethod.GET;
        DefaultHttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target(lines[0]), headers(lines), false);
        request.setDecoderResult(DecoderResult.failure(malformed));
        return request;
    }

    private static String target(String requestLine) {
        int start = requestLine.indexOf(' ') + 1;
        int end = requestLine.indexOf(' ', start);
        boolean found = start > 0 && end > start && requestLine.charAt(start) == '/';
        return found ? requestLine.substring(start, end) : ROOT;
    }

    private static HttpHeaders headers(String[] lines) {
        HttpHeaders headers = VertxInternals.newHeaders();
        // The last piece has no end: half a header could pass for another.
        for (int index = 1; index < lines.length - 1; index++) {
            int colon = lines[index].indexOf(':');
            if (colon > 0) {
                headers.add(
                        lines[index].substring(0, colon).strip(),
                        lines[index].substring(colon + 1).strip());
            }
        }
        headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(HttpHeaderNames.EXPECT);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return headers;
    }
}
