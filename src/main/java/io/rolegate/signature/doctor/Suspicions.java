package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.doctor.Cause.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is suspicious about a request whose signature can't be judged, as the secret isn't known. */
final class Suspicions {
    private static final List<String> PROXIES = List.of("via", "forwarded", "x-forwarded-for", "x-forwarded-host");

    private Suspicions() {}

    static void add(Recording recording, Claim claim, Findings findings) {
        addProxy(recording, claim, findings);
        addEncodings(recording, claim, findings);
        if (claim.dialect() != Dialect.RPC
                && claim.dialect() != Dialect.MNS
                && Parameters.of(recording, false).all().stream()
                        .anyMatch(parameter -> parameter.value().isEmpty())) {
            findings.cause(Cause.possible(
                    Kind.EMPTY_OMITTED, "A parameter has an empty value, and some clients do not sign those."));
        }
        findings.note("Without the secret the signature itself is not judged.");
    }

    private static void addProxy(Recording recording, Claim claim, Findings findings) {
        boolean proxied = PROXIES.stream().anyMatch(name -> recording.header(name) != null);
        if (!proxied) {
            return;
        }
        @Nullable String host = recording.header("x-forwarded-host");
        if (claim.signedHeaders().contains("host") && host != null && !host.equals(recording.header("host"))) {
            findings.cause(Cause.possible(
                    Kind.HOST_REWRITTEN,
                    "Host is signed; it is " + recording.header("host") + ", and x-forwarded-host says " + host + "."));
        } else if (claim.signedHeaders().contains("host")) {
            findings.cause(
                    Cause.possible(Kind.HOST_REWRITTEN, "Host is signed, and the request came through a proxy."));
        }
        if (claim.dialect() == Dialect.MNS && recording.query() != null) {
            findings.cause(Cause.possible(
                    Kind.QUERY_REORDERED, "The query is signed to the letter, and the request came through a proxy."));
        }
        if (claim.dialect() != Dialect.RPC && recording.path().indexOf('%') >= 0) {
            findings.cause(
                    Cause.possible(Kind.PATH_REWRITTEN, "The path has escapes, and the request came through a proxy."));
        }
    }

    private static void addEncodings(Recording recording, Claim claim, Findings findings) {
        if (claim.dialect() == Dialect.MNS) {
            return;
        }
        @Nullable String query = recording.query();
        String text = (query == null ? "" : query) + (recording.form() == null ? "" : recording.form());
        if (text.indexOf('+') >= 0) {
            findings.cause(
                    Cause.possible(Kind.ENCODING_OF_PLUS, "A parameter has a raw '+', which is read as a space."));
        }
        String decoded = Parameters.decoded(text);
        if (decoded.indexOf(' ') >= 0) {
            findings.cause(
                    Cause.possible(Kind.ENCODING_OF_SPACE, "A parameter has a space, which must be signed as %20."));
        }
        if (decoded.indexOf('*') >= 0) {
            findings.cause(
                    Cause.possible(Kind.ENCODING_OF_ASTERISK, "A parameter has '*', which must be signed as %2A."));
        }
        if (decoded.indexOf('~') >= 0) {
            findings.cause(
                    Cause.possible(Kind.ENCODING_OF_TILDE, "A parameter has '~', which must be signed as it is."));
        }
    }
}
