package io.rolegate.wire;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 connection whose frames a test writes itself, for what no HTTP client would send. */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int ACK = 1;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_LENGTH = 5;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final SSLSocket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

    /** A frame that came. */
    public record Frame(int type, int flags, int stream, Buffer payload) {
        public boolean endsStream() {
            return (flags & END_STREAM) != 0;
        }

        /** The error code of a reset, or of the connection's end. */
        public int errorCode() {
            return payload.getInt(type == GOAWAY ? 4 : 0);
        }

        /** The last stream that the connection's end names. */
        public int lastStream() {
            return payload.getInt(0);
        }
    }

    /** A whole answer. */
    public record Reply(int status, Http2Headers headers, String body) {}

    /** Connects, and sends the preface with these settings, as pairs of identifier and value. */
    public RawHttp2(URI server, SSLContext trusting, int... settings) throws IOException {
        socket = (SSLSocket) trusting.getSocketFactory().createSocket(server.getHost(), server.getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
        for (int index = 0; index < settings.length; index += 2) {
            payload.putShort((short) settings[index]).putInt(settings[index + 1]);
        }
        send(SETTINGS, 0, 0, payload.array());
    }

    public RawHttp2 send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        out.write(frame.array());
        out.flush();
        return this;
    }

    /** Sends a head of these names and values, as they are. */
    public RawHttp2 head(int stream, boolean endsStream, String... headers) throws IOException {
        return send(HEADERS, END_HEADERS | (endsStream ? END_STREAM : 0), stream, block(headers));
    }

    /** Literal header fields, never indexed and without Huffman coding (RFC 7541 6.2.2). */
    public static byte[] block(String... headers) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int index = 0; index < headers.length; index += 2) {
            block.write(0);
            literal(block, headers[index]);
            literal(block, headers[index + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        if (octets.length < 127) {
            block.write(octets.length);
        } else {
            block.write(127);
            int rest = octets.length - 127;
            for (; rest >= 128; rest >>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(octets);
    }

    /** The next frame, of whatever kind. */
    public Frame next() throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = in.readNBytes(length);
        if (type == SETTINGS && (flags & ACK) == 0) {
            send(SETTINGS, ACK, 0, new byte[0]);
        }
        return new Frame(type, flags, stream, Buffer.buffer(payload));
    }

    /** The next frame of this kind; others are passed over. */
    public Frame next(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    /** The whole answer on a stream. */
    public Reply receive(int stream) throws IOException, Http2Exception {
        Frame frame = next(HEADERS);
        if (frame.stream() != stream) {
            throw new IOException("an answer on stream " + frame.stream());
        }
        return receive(frame);
    }

    /** The whole answer that begins with a frame of headers; of an interim one, that frame alone. */
    public Reply receive(Frame head) throws IOException, Http2Exception {
        Frame frame = head;
        Http2Headers headers = headers(frame);
        int status = Integer.parseInt(headers.status().toString());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (status >= 200 && !frame.endsStream()) {
            frame = next(DATA);
            body.writeBytes(frame.payload().getBytes());
        }
        return new Reply(status, headers, body.toString(StandardCharsets.UTF_8));
    }

    /** What a frame of headers says, each as {@code name=value}. */
    public List<String> fields(Frame frame) throws Http2Exception {
        List<String> fields = new ArrayList<>();
        headers(frame).forEach(field -> fields.add(field.getKey() + "=" + field.getValue()));
        return fields;
    }

    private Http2Headers headers(Frame frame) throws Http2Exception {
        int start = (frame.flags() & PRIORITY) == 0 ? 0 : PRIORITY_LENGTH;
        byte[] block = frame.payload().getBytes(start, frame.payload().length());
        return decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(block));
    }

    /** Whether the other side has closed the connection, after what it may still have sent. */
    public boolean isClosed() {
        try {
            while (true) {
                next();
            }
        } catch (IOException ended) {
            return !(ended instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
