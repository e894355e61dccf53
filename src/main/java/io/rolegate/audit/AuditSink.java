package io.rolegate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where whole lines of UTF-8 end up. Used by one thread. */
interface AuditSink extends AutoCloseable {

    /**
     * Writes what remains in the buffer. On failure the buffer's position says how much was written, and a later call goes
     * on from there.
     */
    void write(ByteBuffer lines) throws IOException;

    @Override
    void close() throws IOException;
}
