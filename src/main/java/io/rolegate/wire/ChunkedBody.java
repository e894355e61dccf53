package io.rolegate.wire;

import io.netty.buffer.ByteBuf;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;

/** Takes a chunked body apart (RFC 9112 7.1), without extensions; trailers are thrown away. */
final class ChunkedBody {
    private static final int MAX_SIZE_DIGITS = 8;

    private enum Part {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        ENDED
    }

    private final int maxTrailerBytes;
    private Part part = Part.SIZE;
    private int sizeDigits;
    private long remaining;
    private int trailerBytes;
    private boolean atLineStart;

    ChunkedBody(int maxTrailerBytes) {
        this.maxTrailerBytes = maxTrailerBytes;
    }

    /** Makes ready for another body. */
    void begin() {
        part = Part.SIZE;
        sizeDigits = 0;
        remaining = 0;
        trailerBytes = 0;
        atLineStart = true;
    }

    /**
     * Reads on.
     *
     * @param data where the body's own bytes go
     * @return whether the body has ended
     * @throws ApiException where its framing is malformed
     */
    boolean read(ByteBuf in, ByteBuf data) {
        boolean more = true;
        while (more && in.isReadable()) {
            switch (part) {
                case SIZE -> more = readSize(in);
                case DATA -> readData(in, data);
                case DATA_END -> more = readDataEnd(in);
                case TRAILER -> more = readTrailer(in);
                case ENDED -> more = false;
            }
        }
        return part == Part.ENDED;
    }

    private boolean readSize(ByteBuf in) {
        byte octet = in.getByte(in.readerIndex());
        int digit = Character.digit(octet, 16);
        if (digit >= 0) {
            in.skipBytes(1);
            remaining = remaining << 4 | digit;
            if (++sizeDigits > MAX_SIZE_DIGITS) {
                throw malformed("a chunk's size has more than " + MAX_SIZE_DIGITS + " digits");
            }
            return true;
        }
        if (sizeDigits == 0 || octet != '\r') {
            throw malformed("a chunk's size is no plain hexadecimal number");
        }
        if (!skipLineEnd(in)) {
            return false;
        }
        sizeDigits = 0;
        part = remaining == 0 ? Part.TRAILER : Part.DATA;
        return true;
    }

    private void readData(ByteBuf in, ByteBuf data) {
        int length = (int) Math.min(remaining, in.readableBytes());
        in.readBytes(data, length);
        remaining -= length;
        if (remaining == 0) {
            part = Part.DATA_END;
        }
    }

    private boolean readDataEnd(ByteBuf in) {
        boolean ended = skipLineEnd(in);
        if (ended) {
            part = Part.SIZE;
        }
        return ended;
    }

    private boolean readTrailer(ByteBuf in) {
        byte octet = in.getByte(in.readerIndex());
        if (octet == '\r') {
            boolean lineEnded = skipLineEnd(in);
            if (lineEnded) {
                part = atLineStart ? Part.ENDED : Part.TRAILER;
                atLineStart = true;
            }
            return lineEnded;
        }
        boolean allowed = atLineStart ? HeadReader.isToken(octet) : HeadReader.isValue(octet);
        if (!allowed || ++trailerBytes > maxTrailerBytes) {
            throw malformed("a trailer is malformed or too long");
        }
        in.skipBytes(1);
        atLineStart = false;
        return true;
    }

    /** Skips CR and LF; false where only CR has come yet. */
    private static boolean skipLineEnd(ByteBuf in) {
        int index = in.readerIndex();
        if (in.getByte(index) != '\r' || (in.readableBytes() > 1 && in.getByte(index + 1) != '\n')) {
            throw malformed("a chunk does not end with CR and LF");
        }
        if (in.readableBytes() == 1) {
            return false;
        }
        in.skipBytes(2);
        return true;
    }

    private static ApiException malformed(String why) {
        return new ApiException(ErrorCode.INVALID_BODY, "The request body is malformed: " + why + ".");
    }
}
