package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A line of {@code doctor-cases.jsonl} done to one of {@code signature-vectors.jsonl}. */
final class DoctorCase {
    private final JsonObject alteration;
    private final JsonObject vector;

    DoctorCase(JsonObject alteration, JsonObject vector) {
        this.alteration = alteration;
        this.vector = vector;
    }

    Recording recording() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Object line : vector.getJsonArray("headers")) {
            JsonArray pair = (JsonArray) line;
            headers.add(Map.entry(pair.getString(0), pair.getString(1)));
        }
        byte[] body = Base64.getDecoder().decode(vector.getString("bodyBase64"));
        Recording recording =
                new Recording(vector.getString("method"), vector.getString("target"), headers, changed(body));
        return changed(alteration.containsKey("resign") ? resigned(recording) : recording);
    }

    private byte[] changed(byte[] body) {
        String change = alteration.getString("body", "");
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return switch (change) {
            case "append" -> (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
            case "other" -> "{\"other\":true}".getBytes(StandardCharsets.ISO_8859_1);
            default -> body;
        };
    }

    private Recording changed(Recording recording) {
        Recording changed = recording;
        for (Map.Entry<String, Object> header : alteration.getJsonObject("headers", new JsonObject())) {
            changed = changed.withHeader(header.getKey(), (String) header.getValue());
        }
        String forwardHost = alteration.getString("forwardHost");
        if (forwardHost != null) {
            changed = changed.withHeader("x-forwarded-host", changed.header("host"))
                    .withHeader("host", forwardHost);
        }
        JsonArray path = alteration.getJsonArray("path");
        if (path != null) {
            changed = changed.withPath(changed.path().replaceFirst(path.getString(0), path.getString(1)));
        }
        JsonArray query = alteration.getJsonArray("query");
        if (query != null && changed.query() != null) {
            changed = changed.withQuery(changed.query().replaceFirst(query.getString(0), query.getString(1)));
        }
        return changed.withMethod(alteration.getString("method", changed.method()));
    }

    Known known() {
        Instant now = Instant.ofEpochSecond(vector.getLong("now") + alteration.getLong("clock", 0L));
        String secret = alteration.getString("secret", vector.getString("accessKeySecret"))
                + alteration.getString("addToSecret", "");
        String token = vector.getString("securityToken");
        Long ended = alteration.getLong("tokenEndedSecondsAgo");
        return new Known(
                alteration.getBoolean("noSecret", false)
                        ? null
                        : new Known.Key(secret.getBytes(StandardCharsets.UTF_8)),
                alteration.getString("keyId", vector.getString("accessKeyId")),
                token == null ? "" : token,
                alteration.getString("tokenKeyId"),
                ended == null ? null : now.minusSeconds(ended),
                now);
    }

    /** The signature of a client that signs otherwise, made without the code under test. */
    private Recording resigned(Recording recording) {
        JsonObject resign = alteration.getJsonObject("resign");
        boolean acs3 = dialect() == Dialect.ACS3;
        String text = replaced(resign, vector.getString(acs3 ? "canonicalRequest" : "stringToSign"));
        if (resign.getBoolean("lowerHex", false)) {
            text = Pattern.compile("%[0-9A-F]{2}").matcher(text).replaceAll(escape -> escape.group()
                    .toLowerCase(Locale.ROOT));
        }
        if (resign.getBoolean("unsorted", false)) {
            text = unsorted(text, recording);
        }
        if ("MNS".equals(resign.getString("as"))) {
            text = recording.method() + "\n" + recording.header("content-md5") + "\n" + recording.header("content-type")
                    + "\n" + recording.header("date") + "\n" + recording.target();
        }
        if (acs3) {
            text = "ACS3-HMAC-SHA256\n" + (resign.getBoolean("unhashed", false) ? text : sha256(text));
        }
        boolean ampersand = dialect() == Dialect.RPC
                ? !"bare".equals(resign.getString("key"))
                : "ampersand".equals(resign.getString("key"));
        boolean asMns = "MNS".equals(resign.getString("as"));
        String key = vector.getString("accessKeySecret") + (ampersand && !asMns ? "&" : "");
        byte[] mac = hmac(acs3 ? "HmacSHA256" : "HmacSHA1", key, text);
        String signature =
                acs3 ? HexFormat.of().formatHex(mac) : Base64.getEncoder().encodeToString(mac);
        return withSignature(recording, signature);
    }

    private static String replaced(JsonObject resign, String text) {
        String replaced = text;
        if (resign.containsKey("from")) {
            replaced = replaced.replace(resign.getString("from"), resign.getString("to"));
        }
        for (Object each : resign.getJsonArray("each", new JsonArray())) {
            JsonArray pair = (JsonArray) each;
            replaced = replaced.replace(pair.getString(0), pair.getString(1));
        }
        return replaced;
    }

    /** RPC parameters in the order in which they were sent. */
    private static String unsorted(String stringToSign, Recording recording) {
        List<String> sorted = List.of(
                stringToSign.substring(stringToSign.lastIndexOf('&') + 1).split("%26"));
        List<String> sent = new ArrayList<>();
        for (Parameters.One parameter : Parameters.of(recording, true).all()) {
            sorted.stream()
                    .filter(pair -> pair.startsWith(parameter.name() + "%3D"))
                    .forEach(sent::add);
        }
        return stringToSign.substring(0, stringToSign.lastIndexOf('&') + 1) + String.join("%26", sent);
    }

    private Recording withSignature(Recording recording, String signature) {
        String old = vector.getString("signature");
        String authorization = recording.header("authorization");
        if (authorization != null) {
            return recording.withHeader("authorization", authorization.replace(old, signature));
        }
        String escapedOld = escaped(old);
        String query = recording.query() == null ? "" : recording.query();
        if (query.contains(escapedOld)) {
            return recording.withQuery(query.replace(escapedOld, escaped(signature)));
        }
        String form = new String(recording.body(), StandardCharsets.ISO_8859_1);
        return recording.withBody(form.replace(escapedOld, escaped(signature)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String escaped(String base64) {
        return base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private Dialect dialect() {
        return switch (vector.getString("dialect")) {
            case "ACS3-HMAC-SHA256" -> Dialect.ACS3;
            case "RPC-V1" -> Dialect.RPC;
            case "ROA-V1" -> Dialect.ROA;
            default -> Dialect.MNS;
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> causes() {
        return alteration.getJsonArray("causes").stream().map(String::valueOf).toList();
    }

    @Nullable
    String says() {
        return alteration.getString("says");
    }

    @Nullable
    String code() {
        return alteration.getString("code");
    }
}
