package io.rolegate.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Renders audit records as JSON, one a line, into a buffer that it keeps. Fields come in the order of {@code docs/audit.md};
 * what is null is left out. Everything that could end a line, hide or reorder text is escaped: control characters, line and
 * paragraph separators, format characters such as direction marks, lone surrogates. Not safe for use by several threads.
 */
public final class AuditJson {

    /** The version of the record's shape: raised when a field changes its meaning or goes, not when one is added. */
    public static final String EVENT_VERSION = "1";

    private static final String HEX = "0123456789abcdef";

    private byte[] bytes = new byte[16 * 1024];
    private int size;
    private long dateSecond = Long.MIN_VALUE;
    private String date = "";

    /** Adds one record, with the line's end. */
    public void append(AuditRecord record) {
        ascii("{\"eventVersion\":\"");
        ascii(EVENT_VERSION);
        ascii("\",\"eventTime\":\"");
        time(record.time());
        put('"');
        text("requestId", record.requestId());
        text("traceId", record.traceId());
        text("accountId", record.accountId());
        text("principalArn", record.principal());
        text("principalType", record.principalType());
        text("sessionName", record.sessionName());
        text("sessionId", record.sessionId());
        text("accessKeyId", record.accessKeyId());
        text("sourceIdentity", record.sourceIdentity());
        text("sourceIpAddress", record.sourceIp());
        text("userAgent", record.userAgent());
        text("dialect", record.dialect());
        text("serviceName", record.service());
        text("eventName", record.operation());
        text("action", record.action());
        text("resource", record.resource());
        text("decision", record.decision().label());
        text("errorCode", record.reason());
        text("policy", record.policy());
        text("statement", record.statement());
        number("status", record.status());
        number("latencyMicros", record.latencyMicros());
        text("upstreamReason", record.upstreamReason());
        number("revision", record.revision());
        put('}');
        put('\n');
    }

    /** The number of bytes rendered since the last {@link #reset}. */
    public int size() {
        return size;
    }

    /** What was rendered, as UTF-8; valid until the next call of another method. */
    public ByteBuffer rendered() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** Empties the buffer and keeps its memory. */
    public void reset() {
        size = 0;
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            put('"');
            escaped(value);
            put('"');
        }
    }

    private void number(String name, long value) {
        name(name);
        ascii(Long.toString(value));
    }

    private void name(String name) {
        ascii(",\"");
        ascii(name);
        ascii("\":");
    }

    private void time(Instant time) {
        if (time.getEpochSecond() != dateSecond) {
            dateSecond = time.getEpochSecond();
            date = LocalDateTime.ofEpochSecond(dateSecond, 0, ZoneOffset.UTC).withNano(0) + "";
            date = date.length() == 16 ? date + ":00" : date;
        }
        ascii(date);
        int millis = time.getNano() / 1_000_000;
        put('.');
        put('0' + millis / 100);
        put('0' + millis / 10 % 10);
        put('0' + millis % 10);
        put('Z');
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit >= ' ' && unit < 0x7f) {
                if (unit == '"' || unit == '\\') {
                    put('\\');
                }
                put(unit);
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                codePoint(Character.toCodePoint(unit, value.charAt(++i)));
            } else {
                codePoint(unit);
            }
        }
    }

    private void codePoint(int point) {
        if (!isVisible(point)) {
            for (char unit : Character.toChars(point)) {
                escape(unit);
            }
        } else if (point < 0x800) {
            put(0xc0 | point >> 6);
            put(0x80 | (point & 0x3f));
        } else if (point < 0x10000) {
            put(0xe0 | point >> 12);
            put(0x80 | (point >> 6 & 0x3f));
            put(0x80 | (point & 0x3f));
        } else {
            put(0xf0 | point >> 18);
            put(0x80 | (point >> 12 & 0x3f));
            put(0x80 | (point >> 6 & 0x3f));
            put(0x80 | (point & 0x3f));
        }
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    private void escape(char unit) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX.charAt(unit >> shift & 0xf));
        }
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }
}
