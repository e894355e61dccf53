package io.rolegate.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.util.List;

/**
 * Turns the bytes of an HTTP/1 connection into requests, in the place of Netty's decoder: one strict parser, so that no second
 * one can see other requests in the same bytes. A head is read only once it is there as a whole. What is malformed becomes an
 * {@link UnreadableRequest}, or a {@link BrokenBody} behind a request that has begun, and nothing after it is read.
 */
final class Http1Decoder extends ByteToMessageDecoder {
    private enum Phase {
        HEAD,
        SIZED_BODY,
        CHUNKED_BODY,
        /** What comes is thrown away. */
        ENDED
    }

    private final WireLimits limits;
    private final HeadReader reader;
    private final ChunkedBody chunks;
    private Phase phase = Phase.HEAD;
    private boolean refused;
    private int heads;
    private long remaining;

    // Of the head under way, counted from its beginning: how far line ends were looked for, where the line began.
    private int scanned;
    private int lineStart;
    private int lines;
    private int requestLineLength;

    /** @param reader shared by all connections of the event loop */
    Http1Decoder(WireLimits limits, HeadReader reader) {
        this.limits = limits;
        this.reader = reader;
        this.chunks = new ChunkedBody(limits.headerBytes());
    }

    /** How many heads were read. */
    int heads() {
        return heads;
    }

    /** Whether a head has begun and is still incomplete. */
    boolean awaitsHead() {
        return scanned > 0;
    }

    /** Whether something malformed came, or a head too late: there may be more behind it that nobody reads. */
    boolean hasRefused() {
        return refused;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (phase) {
            case HEAD -> decodeHead(in, out);
            case SIZED_BODY -> decodeSized(in, out);
            case CHUNKED_BODY -> decodeChunks(in, out);
            case ENDED -> in.skipBytes(in.readableBytes());
        }
    }

    private void decodeHead(ByteBuf in, List<Object> out) {
        int length;
        try {
            length = headLength(in);
        } catch (ApiException malformed) {
            out.add(refuseHead(in, malformed));
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        if (length > 0) {
            takeHead(in, length, out);
        }
    }

    private void takeHead(ByteBuf in, int length, List<Object> out) {
        in.readBytes(reader.octets(), 0, length);
        scanned = 0;
        lineStart = 0;
        lines = 0;
        heads++;
        try {
            out.add(reader.read(length));
        } catch (ApiException malformed) {
            end();
            out.add(UnreadableRequest.of(reader.octets(), length, malformed));
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        remaining = reader.bodyLength();
        if (remaining == 0) {
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
            awaitNext();
        } else if (remaining == HeadReader.CHUNKED) {
            chunks.begin();
            phase = Phase.CHUNKED_BODY;
        } else {
            phase = Phase.SIZED_BODY;
        }
    }

    /** Length of the head with the empty line at its end, or 0 where that has not come yet. */
    private int headLength(ByteBuf in) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        if (scanned == 0 && !HeadReader.isToken(in.getByte(start))) {
            throw new ApiException(ErrorCode.INVALID_REQUEST_URL, "What came is no HTTP request.");
        }
        while (true) {
            int lineFeed = in.indexOf(start + scanned, start + readable, (byte) '\n');
            if (lineFeed < 0) {
                scanned = readable;
                checkLimits(readable);
                return 0;
            }
            if (in.getByte(lineFeed - 1) != '\r') {
                throw new ApiException(ErrorCode.INVALID_HEADER, "A line of the request does not end with CR and LF.");
            }
            boolean empty = lineFeed - start - lineStart == 1;
            scanned = lineFeed - start + 1;
            checkLimits(scanned);
            if (empty) {
                return scanned;
            }
            requestLineLength = lines == 0 ? scanned : requestLineLength;
            lineStart = scanned;
            if (lines++ > limits.headerLines()) {
                throw headersTooLarge();
            }
        }
    }

    private void checkLimits(int length) {
        if (lines == 0) {
            if (length > limits.requestLineBytes() + 2) {
                throw new ApiException(ErrorCode.URI_TOO_LONG, "The request line is too long.");
            }
        } else if (length - requestLineLength > limits.headerBytes()) {
            throw headersTooLarge();
        }
    }

    private static ApiException headersTooLarge() {
        return new ApiException(ErrorCode.HEADERS_TOO_LARGE, "The request's headers are too large or too many.");
    }

    private Object refuseHead(ByteBuf in, ApiException why) {
        int length = Math.min(in.readableBytes(), reader.octets().length);
        in.getBytes(in.readerIndex(), reader.octets(), 0, length);
        in.skipBytes(in.readableBytes());
        end();
        return UnreadableRequest.of(reader.octets(), length, why);
    }

    private void decodeSized(ByteBuf in, List<Object> out) {
        int length = (int) Math.min(remaining, in.readableBytes());
        ByteBuf content = in.readRetainedSlice(length);
        remaining -= length;
        if (remaining == 0) {
            awaitNext();
            out.add(new DefaultLastHttpContent(content));
        } else {
            out.add(new DefaultHttpContent(content));
        }
    }

    private void decodeChunks(ByteBuf in, List<Object> out) {
        // One piece for all chunks that are there: many small ones must not cost more than their bytes.
        ByteBuf data = Unpooled.buffer(in.readableBytes());
        try {
            if (chunks.read(in, data)) {
                awaitNext();
                out.add(new DefaultLastHttpContent(data));
            } else if (data.isReadable()) {
                out.add(new DefaultHttpContent(data));
            }
        } catch (ApiException malformed) {
            in.skipBytes(in.readableBytes());
            end();
            out.add(new BrokenBody(malformed));
        }
    }

    /** Refuses the head that has begun and doesn't come to its end. */
    void timeOut(ChannelHandlerContext context, ApiException why) {
        Object unreadable = refuseHead(internalBuffer(), why);
        context.fireChannelRead(unreadable);
        context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        context.fireChannelReadComplete();
    }

    private void awaitNext() {
        boolean last = limits.requestsPerConnection() > 0 && heads >= limits.requestsPerConnection();
        phase = last ? Phase.ENDED : Phase.HEAD;
    }

    private void end() {
        phase = Phase.ENDED;
        refused = true;
        scanned = 0;
    }
}
