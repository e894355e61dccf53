package io.rolegate.gateway;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A request that is signed as it stands, hostile spelling included, where a signer could mean it.
 *
 * @param operation of RPC callers, "" for others
 * @param inForm whether the parameters stand in a form rather than in the query
 * @param lines headers that no signature covers
 * @param text the body where there is no form
 * @param changes what happens to the bytes after they were signed
 */
record HostileCall(
        Dialect dialect,
        String method,
        String operation,
        List<Spelling> path,
        List<Pair> query,
        List<String> lines,
        boolean inForm,
        String text,
        boolean chunked,
        List<Change> changes) {

    /** How text is written, and what it means; null where it can mean nothing that a gateway might forward. */
    record Spelling(String raw, @Nullable String meaning) {
        static Spelling plain(String text) {
            return new Spelling(text, text);
        }
    }

    record Pair(Spelling name, Spelling value) {
        String raw() {
            return name.raw() + '=' + value.raw();
        }
    }

    /** Replaces {@code length} characters at a part of the head by text. */
    record Change(double place, int length, String text) {
        private String in(String head) {
            int start = (int) (place * head.length());
            return head.substring(0, start) + text + head.substring(Math.min(head.length(), start + length));
        }
    }

    boolean isChanged() {
        return !changes.isEmpty();
    }

    /** Whether everything in it means something, so that it can be signed. */
    private boolean hasMeaning() {
        return query.stream()
                        .allMatch(pair -> pair.name().meaning() != null
                                && pair.value().meaning() != null
                                && !pair.name().meaning().isEmpty())
                && query.stream().map(pair -> pair.name().meaning()).distinct().count() == query.size()
                && rawPath().chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#' && c != '?');
    }

    private String rawPath() {
        return path.stream().map(Spelling::raw).collect(Collectors.joining("/", "/", ""));
    }

    private String rawParameters() {
        return query.stream().map(Pair::raw).collect(Collectors.joining("&"));
    }

    private String rawQuery() {
        return inForm ? "" : rawParameters();
    }

    String body() {
        return inForm ? rawParameters() : text;
    }

    List<String> pathMeaning() {
        return path.stream().map(Spelling::meaning).toList();
    }

    Map<String, @Nullable String> queryMeaning() {
        Map<String, @Nullable String> meaning = new LinkedHashMap<>();
        query.forEach(pair -> meaning.put(pair.name().meaning(), pair.value().meaning()));
        return meaning;
    }

    /** The bytes to send, one a character. */
    String bytes(RunningGateway gateway) {
        String signed = hasMeaning() ? signed(gateway) : plain().signed(gateway);
        String target = signed.substring(signed.indexOf(' ') + 1, signed.indexOf(" HTTP/1.1"));
        String head = signed.replace(" " + target + " ", " " + hostileTarget(target) + " ")
                + lines.stream().map(line -> line + "\r\n").collect(Collectors.joining())
                + framing();
        for (Change change : changes) {
            head = change.in(head);
        }
        return head + "\r\n\r\n" + framedBody();
    }

    private HostileCall plain() {
        List<Spelling> root = dialect == Dialect.RPC ? List.of(Spelling.plain("")) : List.of(Spelling.plain("a"));
        return new HostileCall(dialect, method, operation, root, List.of(), lines, inForm, text, chunked, changes);
    }

    /** With path and query as they are spelt here; what the signer added to the query stays behind. */
    private String hostileTarget(String target) {
        String added = "";
        if (dialect == Dialect.RPC) {
            String[] parameters = target.substring(target.indexOf('?') + 1).split("&");
            int sent = hasMeaning() && !inForm ? query.size() : 0;
            added = String.join("&", List.of(parameters).subList(sent, parameters.length));
        }
        String own = rawQuery();
        String all = own + (own.isEmpty() || added.isEmpty() ? "" : "&") + added;
        return rawPath() + (all.isEmpty() ? "" : "?" + all);
    }

    private String framing() {
        return chunked ? "transfer-encoding: chunked" : "content-length: " + body().length();
    }

    private String framedBody() {
        String body = body();
        if (!chunked) {
            return body;
        }
        return (body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n") + "0\r\n\r\n";
    }

    private String signed(RunningGateway gateway) {
        return dialect == Dialect.MNS ? signedRaw(gateway) : signedByParameters(gateway);
    }

    private String signedByParameters(RunningGateway gateway) {
        UnsignedRequest.Builder request = UnsignedRequest.builder(dialect, method, rawPath())
                .version(operation.isEmpty() ? "2030-01-01" : "2030-02-02")
                .header("host", gateway.gateway().getAuthority());
        if (!inForm) {
            request.body(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        if (!operation.isEmpty()) {
            request.action(operation);
        }
        for (Pair pair : query) {
            String name = String.valueOf(pair.name().meaning());
            String value = String.valueOf(pair.value().meaning());
            if (inForm) {
                request.form(name, value);
            } else {
                request.query(name, value);
            }
        }
        SignedRequest signed = Signer.sign(
                request.build(),
                gateway.enterpriseA().credentials(),
                Instant.now(),
                UUID.randomUUID().toString());
        return RawConnection.head(signed);
    }

    /** The message service's signature covers the target as it stands. */
    private String signedRaw(RunningGateway gateway) {
        String date = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .format(Instant.now().atOffset(ZoneOffset.UTC));
        String target = rawPath() + (query.isEmpty() ? "" : "?" + rawParameters());
        String toSign = method + "\n\n\n" + date + "\nx-mns-version:2015-06-06\n" + target;
        String keyId = gateway.enterpriseA().credentials().accessKeyId();
        return method + " " + target + " HTTP/1.1\r\nhost: " + gateway.gateway().getAuthority() + "\r\ndate: " + date
                + "\r\nx-mns-version: 2015-06-06\r\nauthorization: MNS " + keyId + ":"
                + hmac(gateway.enterpriseA().key().secret().reveal(), toSign) + "\r\n";
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
