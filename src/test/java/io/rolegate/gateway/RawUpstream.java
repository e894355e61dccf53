package io.rolegate.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that treats each connection byte by byte as a test says, for what no server would do. */
public final class RawUpstream implements AutoCloseable {
    public static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Script script;

    /** What is done with a request; the connection is closed afterwards, unless it is kept. */
    @FunctionalInterface
    public interface Script {
        void run(Connection connection) throws Exception;
    }

    public RawUpstream(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        daemon("raw-upstream", this::accept);
    }

    /** Answers every request of every connection alike. */
    public static RawUpstream answering(String answer) throws IOException {
        return new RawUpstream(always(answer));
    }

    /** An address where no connection can be made. */
    public static URI nobodyListens() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
    }

    public static Script always(String answer) {
        return connection -> connection.send(answer).keep();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From the next request on. */
    public void script(Script next) {
        script = next;
    }

    /** How many request heads have arrived. */
    public int requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                daemon("raw-upstream-connection", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            while (connection.kept && connection.readHead()) {
                connection.kept = false;
                script.run(connection);
            }
        } catch (Exception gone) {
            // The gateway has closed it, as tests have it do; a script that fails makes its test fail.
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection of the gateway. */
    public final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private String head = "";
        private boolean kept = true;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        private boolean readHead() throws IOException {
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    return false;
                }
                read.append((char) octet);
            }
            head = read.toString();
            requests.incrementAndGet();
            return true;
        }

        /** The request's head. */
        public String head() {
            return head;
        }

        /** Leaves the connection open for the next request. */
        public void keep() {
            kept = true;
        }

        public Connection send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public Connection send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** So many bytes of the body; fails where there are no more. */
        public byte[] read(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the gateway closed after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        }

        /** Reads a chunked body without trailers; how long it was. */
        public long readChunked() throws IOException {
            long length = 0;
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                length += read(size + 2).length - 2;
            }
            read(2);
            return length;
        }

        private int chunkSize() throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.indexOf("\r\n") < 0) {
                line.append((char) read(1)[0]);
            }
            return Integer.parseInt(line.toString().strip(), 16);
        }

        /** Reads until the gateway closes; how many bytes there were. */
        public long drain() throws IOException {
            return in.transferTo(OutputStream.nullOutputStream());
        }

        /** Says that nothing more will come, and goes on reading. */
        public void halfClose() throws IOException {
            socket.shutdownOutput();
        }

        /** Ends it with a RST. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void timeout(int millis) throws IOException {
            socket.setSoTimeout(millis);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
