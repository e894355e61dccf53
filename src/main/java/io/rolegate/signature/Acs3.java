package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ACS3-HMAC-SHA256 (signatures.md 3). */
final class Acs3 implements SigningDialect {

    static final Acs3 INSTANCE = new Acs3();

    private static final String SCHEME = "ACS3-HMAC-SHA256";
    private static final String PREFIX = "x-acs-";
    private static final String DATE = "x-acs-date";
    private static final String NONCE = "x-acs-signature-nonce";
    private static final String CONTENT_HASH = "x-acs-content-sha256";
    private static final String KEY_ID = "x-acs-accesskey-id";
    private static final String TOKEN = "x-acs-security-token";

    private Acs3() {}

    @Override
    public Presentation present(CallView call) {
        HeaderList headers = call.headers();
        Claims claims = new Claims(Dialect.ACS3, call);
        String authorization = headers.first("authorization");
        Attributes attributes = Attributes.parse(authorization == null ? "" : authorization);
        if (attributes == null) {
            return new Rejection(
                    RejectionReason.SIGNATURE_INCOMPLETE,
                    "Authorization must have Credential, SignedHeaders and Signature, each once",
                    Dialect.ACS3);
        }
        String contentHash = headers.first(CONTENT_HASH);
        claims.accessKeyId(attributes.credential)
                .hexSignature(attributes.signature)
                .token(headers.first(TOKEN))
                .nonce(headers.first(NONCE), NONCE)
                .signedAt(headers.first(DATE), DATE, SignedDates::iso)
                .demand(Claims.isPresent(contentHash), RejectionReason.PARAMETER_MISSING, CONTENT_HASH + " is missing")
                .demand(
                        contentHash == null || Claims.isLowerHex(contentHash, 64),
                        RejectionReason.CONTENT_HASH_DIFFERS,
                        CONTENT_HASH + " must be the lower-case hex SHA-256 of the body")
                .agrees(headers.first(KEY_ID), attributes.credential, KEY_ID + " differs from Credential")
                .agrees(call.parameter("SecurityToken"), headers.first(TOKEN), "two SecurityTokens differ");
        if (call.rawPath().equals("/")) {
            // RPC style: clients may repeat in the query what the headers say, and either could be routed by.
            agreesWithHeader(claims, call, "Action", "x-acs-action");
            agreesWithHeader(claims, call, "Version", "x-acs-version");
        }
        if (!claims.isFaulty()) {
            cover(claims, headers, attributes.signedHeaders);
        }
        return claims.presentation();
    }

    private static void agreesWithHeader(Claims claims, CallView call, String parameter, String header) {
        String named = call.headers().first(header);
        if (named != null) {
            claims.agrees(call.parameter(parameter), named, parameter + " differs from " + header);
        }
    }

    /** Demands that the declared names are sorted, unique and present, and that they hold all that matters. */
    private static void cover(Claims claims, HeaderList headers, String declared) {
        boolean[] covered = new boolean[headers.size()];
        int[] indexes = new int[headers.size()];
        int count = 0;
        int previous = -1;
        for (int start = 0; start <= declared.length(); ) {
            int semicolon = declared.indexOf(';', start);
            int end = semicolon < 0 ? declared.length() : semicolon;
            int index = headers.indexOf(declared, start, end);
            boolean once = index >= 0 && !headers.repeatedNames().contains(headers.name(index));
            boolean ascending = once && (previous < 0 || headers.name(previous).compareTo(headers.name(index)) < 0);
            if (!ascending) {
                claims.demand(
                        false,
                        RejectionReason.SIGNATURE_INCOMPLETE,
                        "SignedHeaders must be sorted, unique, lower-case names of headers sent once");
                return;
            }
            covered[index] = true;
            indexes[count++] = index;
            previous = index;
            start = end + 1;
        }
        for (int i = 0; i < covered.length; i++) {
            String name = headers.name(i);
            if (!covered[i] && (name.startsWith(PREFIX) || name.equals("content-type"))) {
                claims.demand(false, RejectionReason.SIGNATURE_INCOMPLETE, "header " + name + " is not signed");
            }
        }
        claims.signedHeaders(new SignedHeaders(declared, Arrays.copyOf(indexes, count)));
    }

    @Override
    public @Nullable CallView verify(Presented presented, byte[] secret, Workbench bench) {
        CanonicalBuffer canonical = writeCanonicalRequest(presented.call(), presented.signedHeaders(), bench.buffer());
        byte[] expected = signature(secret, bench, canonical);
        return MessageDigest.isEqual(expected, presented.signature()) ? presented.call() : null;
    }

    private static CanonicalBuffer writeCanonicalRequest(CallView call, SignedHeaders signed, CanonicalBuffer buffer) {
        String contentHash = call.headers().first(CONTENT_HASH);
        return buffer.wire(call.method())
                .ascii('\n')
                .wire(call.rawPath())
                .ascii('\n')
                .parameters(call.sortedQuery())
                .ascii('\n')
                .headerLines(call.headers(), signed.indexes())
                .ascii('\n')
                .wire(signed.declared())
                .ascii('\n')
                .wire(contentHash == null ? "" : contentHash);
    }

    /** Replaces the canonical request in the buffer by the string to sign. */
    private static CanonicalBuffer writeStringToSign(Workbench bench, CanonicalBuffer canonicalRequest) {
        byte[] hash = bench.sha256(canonicalRequest);
        return bench.buffer().wire(SCHEME).ascii('\n').lowerHex(hash);
    }

    @Override
    public SigningText text(Presented presented, Workbench bench) {
        CanonicalBuffer canonical = writeCanonicalRequest(presented.call(), presented.signedHeaders(), bench.buffer());
        String canonicalRequest = canonical.toString();
        return new SigningText(
                canonicalRequest, writeStringToSign(bench, canonical).toString());
    }

    private static byte[] signature(byte[] secret, Workbench bench, CanonicalBuffer canonicalRequest) {
        return bench.hexHmacSha256(secret, writeStringToSign(bench, canonicalRequest));
    }

    @Override
    public BodyIntegrity bodyIntegrity(Presented presented) {
        String contentHash = presented.call().headers().first(CONTENT_HASH);
        return BodyIntegrity.sha256(contentHash == null ? "" : contentHash, Dialect.ACS3);
    }

    @Override
    public SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce) {
        Workbench bench = new Workbench();
        SignedRequest.Draft draft = new SignedRequest.Draft(request)
                .headerOnce("x-acs-action", request.action())
                .headerOnce("x-acs-version", request.version())
                .header(DATE, SignedDates.formatIso(now))
                .header(NONCE, nonce)
                .header(CONTENT_HASH, sha256Hex(request.body()));
        if (credentials.securityToken() != null) {
            draft.header(KEY_ID, credentials.accessKeyId()).header(TOKEN, credentials.securityToken());
        }
        CallView call = draft.call();
        SignedHeaders signed = allThatMatter(call.headers());
        byte[] signature =
                signature(credentials.secretBytes(), bench, writeCanonicalRequest(call, signed, bench.buffer()));
        return draft.header(
                        "authorization",
                        SCHEME + " Credential=" + credentials.accessKeyId() + ",SignedHeaders=" + signed.declared()
                                + ",Signature=" + new String(signature, StandardCharsets.US_ASCII))
                .signed();
    }

    private static SignedHeaders allThatMatter(HeaderList headers) {
        int[] all = headers.sortedIndexes("");
        int[] signed = Arrays.stream(all)
                .filter(i -> headers.name(i).startsWith(PREFIX)
                        || headers.name(i).equals("content-type")
                        || headers.name(i).equals("host"))
                .toArray();
        StringBuilder declared = new StringBuilder();
        for (int index : signed) {
            declared.append(declared.isEmpty() ? "" : ";").append(headers.name(index));
        }
        return new SignedHeaders(declared.toString(), signed);
    }

    private static String sha256Hex(byte[] body) {
        return BodyCheck.hexDigest("SHA-256", body);
    }

    /** The three attributes behind the scheme, in any order. */
    private static final class Attributes {

        private String credential = "";
        private String signedHeaders = "";
        private String signature = "";

        static @Nullable Attributes parse(String authorization) {
            Attributes attributes = new Attributes();
            int seen = 0;
            int start = SCHEME.length() + 1;
            while (start <= authorization.length()) {
                int comma = authorization.indexOf(',', start);
                int end = comma < 0 ? authorization.length() : comma;
                int kind = attributes.take(authorization, start, end);
                if (kind == 0 || (seen & kind) != 0) {
                    return null;
                }
                seen |= kind;
                start = end + 1;
            }
            return seen == 7 ? attributes : null;
        }

        /** Takes one attribute; its bit, or 0 where it is none of the three or empty. */
        private int take(String text, int start, int end) {
            if (text.startsWith("Credential=", start) && end > start + 11) {
                credential = text.substring(start + 11, end);
                return 1;
            }
            if (text.startsWith("SignedHeaders=", start) && end > start + 14) {
                signedHeaders = text.substring(start + 14, end);
                return 2;
            }
            if (text.startsWith("Signature=", start) && end > start + 10) {
                signature = text.substring(start + 10, end);
                return 4;
            }
            return 0;
        }
    }
}
