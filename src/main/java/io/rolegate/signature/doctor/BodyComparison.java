package io.rolegate.signature.doctor;

import io.rolegate.signature.BodyCheck;
import io.rolegate.signature.BodyIntegrity;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.Presented;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.RejectionReason;
import io.rolegate.signature.Verified;
import io.rolegate.signature.doctor.Cause.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a body against the hash that was signed. */
final class BodyComparison {
    private static final String SHA256 = "x-acs-content-sha256";
    private static final String MD5 = "content-md5";

    private BodyComparison() {}

    /** The gateway's own check of a request whose signature fits. */
    static void ofBody(Recording recording, Verified verified, Findings findings) {
        byte[] body = recording.body();
        if (body == null) {
            findings.note("The body was not recorded, so its hash is not judged.");
            return;
        }
        Rejection rejection = rejection(verified.body(), body);
        if (rejection == null) {
            if (verified.body().isUnprotected() && body.length > 0) {
                findings.note("No signature covers the body: what is taken where, dialects.unsignedBody says.");
            }
            return;
        }
        findings.rejected(rejection);
        if (rejection.reason() == RejectionReason.PARAMETER_INVALID) {
            findings.cause(Cause.of(Kind.BODY_NOT_COVERED, "The body is no form."));
        } else {
            explain(recording, body, verified.presented().dialect(), findings);
        }
    }

    /** Without the secret: whether the hash that the request names is that of its body. */
    static void ofHash(Recording recording, Presented presented, Findings findings) {
        byte[] body = recording.body();
        if (body == null || named(recording, presented.dialect()) == null) {
            return;
        }
        Rejection rejection = rejection(presented.body(), body);
        if (rejection != null) {
            findings.rejected(rejection);
            explain(recording, body, presented.dialect(), findings);
        }
    }

    private static @Nullable Rejection rejection(BodyIntegrity integrity, byte[] body) {
        BodyCheck check = integrity.start();
        check.update(body, 0, body.length);
        return check.finish();
    }

    private static void explain(Recording recording, byte[] body, Dialect dialect, Findings findings) {
        String named = named(recording, dialect);
        String header = dialect == Dialect.ACS3 ? SHA256 : MD5;
        if (named == null) {
            return;
        }
        if (named.equals(hash(dialect, new byte[0]))) {
            findings.cause(Cause.of(
                    Kind.BODY_HASH_OF_NOTHING,
                    header + " is that of an empty body, but " + body.length + " bytes arrived."));
            return;
        }
        if (named.equalsIgnoreCase(hash(dialect, body))
                || otherForms(dialect, body).contains(named)) {
            findings.cause(Cause.of(Kind.BODY_HASH_FORM, header + " is that of the body, but in another form."));
            return;
        }
        for (Map.Entry<String, byte[]> other : variants(body).entrySet()) {
            if (named.equals(hash(dialect, other.getValue()))) {
                findings.cause(Cause.of(Kind.BODY_CHANGED, header + " is that of the body " + other.getKey() + "."));
                return;
            }
        }
        findings.cause(Cause.of(
                Kind.BODY_CHANGED,
                header + " is that of another body than the " + body.length
                        + " bytes that arrived: it was changed after it was hashed, or recorded incompletely."));
    }

    private static @Nullable String named(Recording recording, Dialect dialect) {
        return switch (dialect) {
            case ACS3 -> recording.header(SHA256);
            case ROA, MNS -> recording.header(MD5);
            case RPC -> null;
        };
    }

    private static String hash(Dialect dialect, byte[] body) {
        return dialect == Dialect.ACS3
                ? HexFormat.of().formatHex(ClientText.sha256(body))
                : Base64.getEncoder().encodeToString(ClientText.digest("MD5", body));
    }

    private static Set<String> otherForms(Dialect dialect, byte[] body) {
        if (dialect == Dialect.ACS3) {
            return Set.of(Base64.getEncoder().encodeToString(ClientText.sha256(body)));
        }
        String hex = HexFormat.of().formatHex(ClientText.digest("MD5", body));
        return Set.of(hex, Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What editors, templates and proxies do to bodies. */
    private static Map<String, byte[]> variants(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Map<String, byte[]> variants = new LinkedHashMap<>();
        put(variants, "without the line end behind it", text.replaceFirst("\r?\n$", ""));
        put(variants, "with a line end behind it", text + "\n");
        put(variants, "with CR LF line ends", text.replaceAll("(?<!\r)\n", "\r\n"));
        put(variants, "with LF line ends", text.replace("\r\n", "\n"));
        put(variants, "without blanks around it", text.strip());
        return variants;
    }

    private static void put(Map<String, byte[]> variants, String name, String text) {
        variants.put(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
