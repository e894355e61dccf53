package io.rolegate.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private boolean incomplete;
    private final @Nullable HashChain chain;
    private int lineStart;

    /** Lines that stand each for itself. */
    public AuditJson() {
        this(null);
    }

    /** Lines that are bound to all before them, where there is a chain. */
    AuditJson(@Nullable HashChain chain) {
        this.chain = chain;
    }

    /** Adds what happened to the log itself; nothing where there is no chain. */
    void mark(ChainMark mark, Instant time) {
        if (chain == null) {
            return;
        }
        lineStart = size;
        ascii(AuditEvent.MARK_BEGINS);
        ascii(mark.label());
        ascii("\",\"eventTime\":\"");
        time(time);
        put('"');
        text("keyId", chain.keyId());
        text("previousHash", chain.hash());
        end();
    }

    /** Numbers and hashes the line where there is a chain, and ends it. */
    private void end() {
        if (chain != null) {
            number("sequence", chain.next());
            String hash = chain.link(bytes, lineStart, size - lineStart);
            ascii(HashChain.HASH_FIELD);
            ascii(hash);
            put('"');
        }
        put('}');
        put('\n');
    }

    /** Adds one record, with the line's end. */
    public void append(AuditRecord record) {
        lineStart = size;
        incomplete = false;
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
        decisive("action", record.action());
        decisive("resource", record.resource());
        text("resourceAccountId", record.resourceAccountId());
        alsoRequired(record.alsoRequired());
        requestParameters(record.requestParameters());
        requestContext(record.context());
        text("sessionPolicy", record.sessionPolicy());
        text("decision", record.decision().label());
        text("errorCode", record.reason());
        text("policyKind", record.policyKind());
        text("policy", record.policy());
        text("policyVersion", record.policyVersion());
        text("statement", record.statement());
        number("status", record.status());
        number("latencyMicros", record.latencyMicros());
        text("upstreamReason", record.upstreamReason());
        number("revision", record.revision());
        drafts(record.drafts());
        if (incomplete) {
            name("incomplete");
            ascii("true");
        }
        end();
    }

    private void alsoRequired(List<RequiredPermission> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        name("alsoRequired");
        put('[');
        for (int index = 0; index < permissions.size(); index++) {
            RequiredPermission permission = permissions.get(index);
            if (index > 0) {
                put(',');
            }
            put('{');
            first("action", bounded(permission.action()));
            text("resource", bounded(permission.resource()));
            put('}');
        }
        put(']');
    }

    private void requestParameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        name("requestParameters");
        char before = '{';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            put(before);
            first(parameter.getKey(), AuditRecord.bounded(parameter.getValue()));
            before = ',';
        }
        put('}');
    }

    private void requestContext(@Nullable RequestContext context) {
        if (context == null) {
            return;
        }
        name("requestContext");
        put('{');
        first("acs:PrincipalArn", context.principalArn());
        text("acs:SecureTransport", context.secureTransport() ? "true" : "false");
        if (context.mfaPresent() != null) {
            text("acs:MFAPresent", context.mfaPresent() ? "true" : "false");
        }
        int keys = 0;
        for (Map.Entry<String, List<String>> supplied : context.supplied().entrySet()) {
            if (++keys > RequestContext.MOST_KEYS) {
                incomplete = true;
                break;
            }
            put(',');
            quoted(bounded(supplied.getKey()));
            put(':');
            values(supplied.getValue());
        }
        put('}');
    }

    private void values(List<String> values) {
        int count = Math.min(values.size(), RequestContext.MOST_VALUES);
        incomplete |= count < values.size();
        put('[');
        for (int index = 0; index < count; index++) {
            if (index > 0) {
                put(',');
            }
            quoted(bounded(values.get(index)));
        }
        put(']');
    }

    private void drafts(List<DraftDecision> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        name("drafts");
        put('[');
        for (int index = 0; index < drafts.size(); index++) {
            if (index > 0) {
                put(',');
            }
            DraftDecision draft = drafts.get(index);
            put('{');
            first("policy", AuditRecord.bounded(draft.policy()));
            text("version", AuditRecord.bounded(draft.version()));
            text("decision", draft.decision().label());
            put('}');
        }
        put(']');
    }

    /** A text without which the decision can't be made again. */
    private void decisive(String name, @Nullable String value) {
        text(name, value);
        incomplete |= value != null && value.length() >= AuditRecord.MAX_FIELD_CHARS - 1 && value.endsWith("…");
    }

    private String bounded(String value) {
        String cut = AuditRecord.bounded(value);
        incomplete |= cut.length() != value.length();
        return cut;
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
            quoted(value);
        }
    }

    /** The first member of an object, which no comma precedes. */
    private void first(String name, String value) {
        quoted(name);
        put(':');
        quoted(value);
    }

    private void quoted(String value) {
        put('"');
        escaped(value);
        put('"');
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
