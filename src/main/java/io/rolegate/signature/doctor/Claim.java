package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.Presenter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, read leniently: also from requests that the gateway refuses before it looks at the
 * signature.
 *
 * @param signature the signature's text as sent
 * @param signedHeaders what ACS3 declares as signed, in that order; empty for the others
 */
record Claim(Dialect dialect, String accessKeyId, String signature, List<String> signedHeaders) {
    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** The claim, or null where there are no credentials of a known kind. */
    static @Nullable Claim of(Recording recording) {
        String authorization = recording.header("authorization");
        if (authorization == null) {
            Parameters parameters = Parameters.of(recording, true);
            String keyId = parameters.value("AccessKeyId");
            String signature = parameters.value("Signature");
            return keyId == null || signature == null ? null : new Claim(Dialect.RPC, keyId, signature, List.of());
        }
        Dialect dialect = Presenter.dialectOf(recording.headers());
        int blank = authorization.indexOf(' ');
        if (dialect == null || blank < 0) {
            return null;
        }
        String rest = authorization.substring(blank + 1);
        return dialect == Dialect.ACS3 ? attributes(rest) : pair(dialect, rest);
    }

    private static @Nullable Claim pair(Dialect dialect, String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? null : new Claim(dialect, text.substring(0, colon), text.substring(colon + 1), List.of());
    }

    private static @Nullable Claim attributes(String text) {
        String credential = attribute(text, "Credential=");
        String signed = attribute(text, "SignedHeaders=");
        String signature = attribute(text, "Signature=");
        return credential == null || signed == null || signature == null
                ? null
                : new Claim(Dialect.ACS3, credential, signature, List.of(signed.split(";", -1)));
    }

    private static @Nullable String attribute(String text, String name) {
        for (String attribute : text.split(",", -1)) {
            if (attribute.strip().startsWith(name)) {
                return attribute.strip().substring(name.length());
            }
        }
        return null;
    }
}
