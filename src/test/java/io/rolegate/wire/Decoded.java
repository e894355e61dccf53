package io.rolegate.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.rolegate.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder makes of some bytes.
 *
 * @param requests those with a readable head
 * @param refused why a head could not be read, null where none was
 * @param broken why a body could not be read, null where none was
 */
record Decoded(List<Request> requests, @Nullable ApiException refused, @Nullable ApiException broken) {
    static final WireLimits LIMITS = limits(1000);

    /** A request as the decoder read it; {@code ended} tells whether its body came to its end. */
    record Request(HttpRequest head, String body, boolean ended) {
        String line() {
            return head.method() + " " + head.uri() + " " + head.protocolVersion();
        }
    }

    static WireLimits limits(int requestsPerConnection) {
        return new WireLimits(
                1024,
                1024,
                20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                requestsPerConnection,
                100,
                100,
                new WireLimits.Http2(100, 100, 100));
    }

    /** Decodes the pieces, one after the other; one octet a character. */
    static Decoded of(WireLimits limits, List<String> pieces) {
        HeadReader reader = new HeadReader(limits.requestLineBytes() + 2 + limits.headerBytes());
        EmbeddedChannel channel = new EmbeddedChannel(new Http1Decoder(limits, reader));
        for (String piece : pieces) {
            channel.writeInbound(Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1));
        }
        Collector collector = new Collector();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            collector.take(message);
            ReferenceCountUtil.release(message);
        }
        channel.finishAndReleaseAll();
        return collector.decoded();
    }

    private static final class Collector {
        private final List<Request> requests = new ArrayList<>();
        private @Nullable HttpRequest head;
        private StringBuilder body = new StringBuilder();
        private @Nullable ApiException refused;
        private @Nullable ApiException broken;

        void take(Object message) {
            if (refused != null && message == LastHttpContent.EMPTY_LAST_CONTENT) {
                return;
            }
            if (refused != null || broken != null) {
                throw new AssertionError(message + " came after the end");
            }
            if (message instanceof HttpRequest request) {
                begin(request);
            } else if (message instanceof BrokenBody brokenBody) {
                broken = brokenBody.failure();
                end(false);
            } else {
                body.append(((HttpContent) message).content().toString(StandardCharsets.ISO_8859_1));
                if (message instanceof LastHttpContent) {
                    end(true);
                }
            }
        }

        private void begin(HttpRequest request) {
            if (head != null) {
                throw new AssertionError("a request within another's body");
            }
            if (request.decoderResult().isSuccess()) {
                head = request;
            } else {
                refused = (ApiException) request.decoderResult().cause();
            }
        }

        private void end(boolean ended) {
            requests.add(new Request(Objects.requireNonNull(head), body.toString(), ended));
            head = null;
            body = new StringBuilder();
        }

        Decoded decoded() {
            if (head != null) {
                end(false);
            }
            return new Decoded(List.copyOf(requests), refused, broken);
        }
    }
}
