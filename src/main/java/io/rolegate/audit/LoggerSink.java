package io.rolegate.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each line to the logger {@code rolegate.audit}. */
final class LoggerSink implements AuditSink {

    private static final Logger AUDIT = LoggerFactory.getLogger("rolegate.audit");

    @Override
    public void write(ByteBuffer lines) {
        String text = StandardCharsets.UTF_8.decode(lines).toString();
        text.lines().forEach(AUDIT::info);
    }

    @Override
    public void close() {
        // A logger belongs to its framework.
    }
}
