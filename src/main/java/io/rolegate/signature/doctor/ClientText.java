package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.doctor.Spelling.Escapes;
import io.rolegate.signature.doctor.Spelling.Habit;
import io.rolegate.signature.doctor.Spelling.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the text that a client signs, in the gateway's or another spelling (signatures.md 3 to 6). */
final class ClientText {
    private static final Comparator<Parameters.One> BY_NAME = Comparator.comparing(
            parameter -> parameter.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Recording recording;
    private final List<String> signedHeaders;
    private final Spelling spelling;

    private ClientText(Recording recording, List<String> signedHeaders, Spelling spelling) {
        this.recording = recording;
        this.signedHeaders = signedHeaders;
        this.spelling = spelling;
    }

    /** The string to sign under a dialect, which need not be the one that the request claims. */
    static String stringToSign(Recording recording, Dialect dialect, List<String> signedHeaders, Spelling spelling) {
        ClientText text = new ClientText(recording, signedHeaders, spelling);
        return switch (dialect) {
            case ACS3 -> text.acs3();
            case RPC -> text.rpc();
            case ROA -> text.roa();
            case MNS -> text.mns();
        };
    }

    /** ACS3's canonical request, as the gateway would write it. */
    static String canonicalRequest(Recording recording, List<String> signedHeaders) {
        return new ClientText(recording, signedHeaders, Spelling.right(Dialect.ACS3)).canonicalRequest();
    }

    private String acs3() {
        String canonical = canonicalRequest();
        return "ACS3-HMAC-SHA256\n"
                + (spelling.has(Habit.UNHASHED)
                        ? canonical
                        : HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    }

    private String canonicalRequest() {
        StringBuilder text = new StringBuilder(recording.method()).append('\n');
        text.append(path()).append('\n').append(escapedQuery()).append('\n');
        for (String name : signedHeaders) {
            text.append(name).append(':').append(value(name)).append('\n');
        }
        if (!spelling.has(Habit.NO_BLANK_LINE)) {
            text.append('\n');
        }
        return text.append(String.join(";", signedHeaders))
                .append('\n')
                .append(value("x-acs-content-sha256"))
                .toString();
    }

    private String escapedQuery() {
        if (spelling.escapes() == Escapes.AS_SENT) {
            return recording.query() == null ? "" : recording.query();
        }
        return joined(parameters(false));
    }

    private String rpc() {
        List<Parameters.One> signed = new ArrayList<>(parameters(true));
        signed.removeIf(parameter -> parameter.name().equals("Signature"));
        return recording.method() + "&%2F&" + spelling.escapeAgain(joined(signed));
    }

    private String roa() {
        StringBuilder text = new StringBuilder(recording.method()).append('\n');
        addLines(text, "accept", "content-md5", "content-type", "date");
        addHeaders(text, "x-acs-");
        text.append(path());
        String query = escapedQuery();
        return query.isEmpty()
                ? text.toString()
                : text.append('?').append(query).toString();
    }

    private String mns() {
        StringBuilder text = new StringBuilder(recording.method()).append('\n');
        addLines(text, "content-md5", "content-type", "date");
        addHeaders(text, "x-mns-");
        return text.append(
                        spelling.has(Habit.PATH_DECODED) ? Parameters.decoded(recording.target()) : recording.target())
                .toString();
    }

    private void addLines(StringBuilder text, String... names) {
        for (String name : names) {
            String value = recording.header(name);
            if (value != null || !spelling.has(Habit.ABSENT_LINES_OMITTED)) {
                text.append(value == null ? "" : text(value)).append('\n');
            }
        }
    }

    private void addHeaders(StringBuilder text, String prefix) {
        HeaderList headers = recording.headers();
        Map<String, String> sorted = new TreeMap<>();
        for (int index = 0; index < headers.size(); index++) {
            if (headers.name(index).startsWith(prefix)) {
                sorted.put(headers.name(index), text(headers.value(index)));
            }
        }
        sorted.forEach((name, value) -> text.append(name)
                .append(':')
                .append(value.replace('\t', ' ').replace('\f', ' '))
                .append('\n'));
    }

    private String path() {
        String path = recording.path();
        return spelling.has(Habit.PATH_DECODED) ? Parameters.decoded(path.replace("+", "%2B")) : path;
    }

    private List<Parameters.One> parameters(boolean withForm) {
        List<Parameters.One> parameters =
                new ArrayList<>(Parameters.of(recording, withForm).all());
        if (spelling.has(Habit.EMPTY_OMITTED)) {
            parameters.removeIf(parameter -> parameter.value().isEmpty());
        }
        if (spelling.order() == Order.SORTED) {
            parameters.sort(BY_NAME);
        } else if (spelling.order() == Order.IGNORING_CASE) {
            parameters.sort(Comparator.comparing(parameter -> parameter.name().toLowerCase(Locale.ROOT)));
        }
        return parameters;
    }

    private String joined(List<Parameters.One> parameters) {
        List<String> pairs = new ArrayList<>();
        for (Parameters.One parameter : parameters) {
            if (spelling.escapes() == Escapes.AS_SENT) {
                pairs.add(parameter.raw());
            } else {
                boolean bare = parameter.value().isEmpty() && spelling.has(Habit.EMPTY_BARE);
                pairs.add(spelling.escape(parameter.name()) + (bare ? "" : "=" + spelling.escape(parameter.value())));
            }
        }
        return String.join("&", pairs);
    }

    private String value(String header) {
        @Nullable String value = recording.header(header);
        return value == null ? "" : text(value);
    }

    /** Text of a header, whose bytes came one a character. */
    private static String text(String wire) {
        return new String(wire.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and MD5", e);
        }
    }
}
