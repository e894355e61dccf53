package io.rolegate.signature;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One recorded request of an official SDK, from signature-vectors.jsonl. */
record SignatureVector(JsonObject json) {

    static List<SignatureVector> all() {
        try (InputStream in = SignatureVector.class.getResourceAsStream("/signature-vectors.jsonl");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> new SignatureVector(new JsonObject(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<SignatureVector> of(Dialect dialect) {
        return all().stream().filter(vector -> vector.dialect() == dialect);
    }

    String name() {
        return json.getString("name");
    }

    Dialect dialect() {
        String name = json.getString("dialect");
        return Dialect.valueOf(name.substring(0, name.contains("-") ? name.indexOf('-') : name.length()));
    }

    String method() {
        return json.getString("method");
    }

    String target() {
        return json.getString("target");
    }

    List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Object line : json.getJsonArray("headers")) {
            JsonArray pair = (JsonArray) line;
            headers.add(Map.entry(pair.getString(0), pair.getString(1)));
        }
        return headers;
    }

    byte[] body() {
        return Base64.getDecoder().decode(json.getString("bodyBase64"));
    }

    String accessKeyId() {
        return json.getString("accessKeyId");
    }

    String accessKeySecret() {
        return json.getString("accessKeySecret");
    }

    byte[] secret() {
        return accessKeySecret().getBytes(StandardCharsets.UTF_8);
    }

    @Nullable
    String securityToken() {
        return json.getString("securityToken");
    }

    Instant now() {
        return Instant.ofEpochSecond(json.getLong("now"));
    }

    @Nullable
    String nonce() {
        return json.getString("nonce");
    }

    String stringToSign() {
        return json.getString("stringToSign");
    }

    @Nullable
    String canonicalRequest() {
        return json.getString("canonicalRequest");
    }

    String signature() {
        return json.getString("signature");
    }

    @Nullable
    String variant() {
        return json.getString("variant");
    }

    CallView call() {
        return (CallView) CallView.read(method(), target(), HeaderList.of(headers()), body());
    }
}
