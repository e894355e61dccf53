package io.rolegate.wire;

import io.rolegate.signature.SignedRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection whose bytes a test writes itself, for requests that no HTTP client would send. */
public final class RawConnection implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket;
    private final InputStream in;

    public RawConnection(URI server) throws IOException {
        this(SocketFactory.getDefault(), server);
    }

    /** Speaks TLS, offering these protocols. */
    public RawConnection(URI server, SSLContext trusting, String... protocols) throws IOException {
        this(trusting.getSocketFactory(), server);
        SSLSocket secure = (SSLSocket) socket;
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secure.setSSLParameters(parameters);
    }

    private RawConnection(SocketFactory sockets, URI server) throws IOException {
        socket = sockets.createSocket(server.getHost(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer; its header names are in lower case. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    /** Head of a signed request up to its last header line, to which a test may add its own. */
    public static String head(SignedRequest signed) {
        StringBuilder head = new StringBuilder(signed.method() + " " + signed.target() + " HTTP/1.1\r\n");
        for (int index = 0; index < signed.headers().size(); index++) {
            head.append(signed.headers().name(index))
                    .append(": ")
                    .append(signed.headers().value(index));
            head.append("\r\n");
        }
        return head.toString();
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends more from another thread, for answers that may come before all is sent. */
    public void sendMeanwhile(byte[] bytes) {
        sendMeanwhile(bytes, new AtomicLong());
    }

    /**
     * Sends more from another thread.
     *
     * @param sent counts the bytes that the connection has taken
     */
    public void sendMeanwhile(byte[] bytes, AtomicLong sent) {
        Thread writer = new Thread(
                () -> {
                    try {
                        for (int start = 0; start < bytes.length; start += PIECE_BYTES) {
                            byte[] piece =
                                    Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + PIECE_BYTES));
                            send(piece);
                            sent.addAndGet(piece.length);
                        }
                    } catch (IOException closed) {
                        // Nobody reads any further.
                    }
                },
                "raw-connection-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** The next answer; fails where the connection ends in the middle of it. */
    public Reply receive() throws IOException {
        return receive("GET");
    }

    /** The next answer, to a request of that method. */
    public Reply receive(String method) throws IOException {
        Reply head = receiveHead();
        boolean bodiless = head.status() < 200 || head.status() == 204 || head.status() == 304 || method.equals("HEAD");
        return bodiless ? head : new Reply(head.status(), head.headers(), body(head.headers()));
    }

    /** The next answer's head. */
    public Reply receiveHead() throws IOException {
        String statusLine = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        return new Reply(status, headers, "");
    }

    /** All that is still to come until the other side closes the connection, as it comes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The next byte, or -1 at the end. */
    public int read() throws IOException {
        return in.read();
    }

    /** How long to wait for what is to come. */
    public void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Says that nothing more will come, and goes on reading. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes at once, with a RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.append(exactly(size));
                line();
            }
            line();
            return body.toString();
        }
        @Nullable String length = headers.get("content-length");
        return length == null ? "" : exactly(Integer.parseInt(length));
    }

    private String exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the connection ended after " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended within a line");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Waits until something has come from the other side. */
    public void awaitBytes() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new IOException("the connection ended");
        }
        in.reset();
    }

    /** Whether the other side has closed the connection, with nothing more to read. */
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    /** Whether the other side closes the connection, whatever it sends before. */
    public boolean isClosedAtLast() {
        try {
            in.readAllBytes();
            return true;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
