package io.rolegate.cli;

import io.rolegate.signature.Dialect;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as recorded on the wire, and what is registered to judge it by (signatures.md, test data). */
final class RecordedRequest {

    /** Says which part of a line makes it no recorded request. */
    static final class NotACaseException extends Exception {

        private static final long serialVersionUID = 1;

        NotACaseException(String why) {
            super(why, null, false, false);
        }
    }

    private final JsonObject json;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Instant now;

    private RecordedRequest(JsonObject json) throws NotACaseException {
        this.json = json;
        demandText("method", "target", "accessKeyId", "accessKeySecret");
        if (accessKeySecret().isEmpty()) {
            throw new NotACaseException("accessKeySecret must not be empty");
        }
        if (!json.containsKey("securityToken")) {
            throw new NotACaseException("securityToken must be a string or null");
        }
        if (json.getValue("securityToken") != null) {
            demandText("securityToken");
        }
        this.headers = readHeaders();
        this.body = readBody();
        this.now = readNow();
    }

    /** Reads one line of JSON, or says why it can't. */
    static RecordedRequest parse(String line) throws NotACaseException {
        Object value;
        try {
            value = Json.decodeValue(line);
        } catch (DecodeException e) {
            throw new NotACaseException("not JSON");
        }
        if (value instanceof JsonObject json) {
            return new RecordedRequest(json);
        }
        throw new NotACaseException("not a JSON object");
    }

    String method() {
        return json.getString("method");
    }

    String target() {
        return json.getString("target");
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    String accessKeyId() {
        return json.getString("accessKeyId");
    }

    String accessKeySecret() {
        return json.getString("accessKeySecret");
    }

    /** The token issued for the key id; null for none. */
    @Nullable
    String securityToken() {
        return json.getString("securityToken");
    }

    Instant now() {
        return now;
    }

    /** The dialect that the recording names; null where it names none of ours. */
    @Nullable
    Dialect dialect() {
        if (!(json.getValue("dialect") instanceof String name)) {
            return null;
        }
        return switch (name) {
            case "ACS3-HMAC-SHA256" -> Dialect.ACS3;
            case "RPC-V1" -> Dialect.RPC;
            case "ROA-V1" -> Dialect.ROA;
            case "MNS" -> Dialect.MNS;
            default -> null;
        };
    }

    private void demandText(String... names) throws NotACaseException {
        for (String name : names) {
            if (!(json.getValue(name) instanceof String)) {
                throw new NotACaseException(name + " must be a string");
            }
        }
    }

    private List<Map.Entry<String, String>> readHeaders() throws NotACaseException {
        if (!(json.getValue("headers") instanceof JsonArray lines)) {
            throw new NotACaseException("headers must be an array");
        }
        List<Map.Entry<String, String>> read = new ArrayList<>();
        for (Object line : lines) {
            if (!(line instanceof JsonArray pair)
                    || pair.size() != 2
                    || !(pair.getValue(0) instanceof String name)
                    || !(pair.getValue(1) instanceof String value)) {
                throw new NotACaseException("headers must hold arrays of name and value");
            }
            read.add(Map.entry(name, value));
        }
        return read;
    }

    private byte[] readBody() throws NotACaseException {
        demandText("bodyBase64");
        try {
            return Base64.getDecoder().decode(json.getString("bodyBase64"));
        } catch (IllegalArgumentException e) {
            throw new NotACaseException("bodyBase64 must be base64");
        }
    }

    private Instant readNow() throws NotACaseException {
        Object value = json.getValue("now");
        if (!(value instanceof Integer) && !(value instanceof Long)) {
            throw new NotACaseException("now must be an integer, in epoch seconds");
        }
        try {
            return Instant.ofEpochSecond(((Number) value).longValue());
        } catch (DateTimeException e) {
            throw new NotACaseException("now must be a moment that a clock can show");
        }
    }
}
