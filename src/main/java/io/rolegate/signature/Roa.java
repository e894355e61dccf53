package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** ROA with x-acs-signature-version 1.0: headers, path and decoded query are signed (signatures.md 5). */
final class Roa implements SigningDialect {

    static final Roa INSTANCE = new Roa();

    private static final String SCHEME = "acs ";
    private static final String PREFIX = "x-acs-";
    private static final String NONCE = "x-acs-signature-nonce";
    private static final String METHOD = "x-acs-signature-method";
    private static final String VERSION = "x-acs-signature-version";
    private static final String KEY_ID = "x-acs-accesskey-id";
    private static final String TOKEN = "x-acs-security-token";
    private static final String CONTENT_MD5 = "content-md5";
    private static final String HMAC_SHA1 = "HMAC-SHA1";

    private Roa() {}

    @Override
    public Presentation present(CallView call) {
        HeaderList headers = call.headers();
        String authorization = headers.first("authorization");
        String method = headers.first(METHOD);
        String version = headers.first(VERSION);
        Claims claims = new Claims(Dialect.ROA, call);
        return claims.keyIdAndSignature(authorization == null ? "" : authorization, SCHEME.length())
                .demand(
                        method == null || method.equals(HMAC_SHA1),
                        RejectionReason.ALGORITHM_UNKNOWN,
                        METHOD + " must be HMAC-SHA1")
                .demand(
                        version == null || version.equals("1.0"),
                        RejectionReason.PARAMETER_INVALID,
                        VERSION + " must be 1.0")
                .demand(
                        !isAmbiguous(call.query()),
                        RejectionReason.PARAMETER_INVALID,
                        "under ROA 1.0 a query may hold no coded '&', and no coded '=' in a name")
                .token(headers.first(TOKEN))
                .nonce(headers.first(NONCE), NONCE)
                .signedAt(headers.first("date"), "Date", SignedDates::rfc1123)
                .agrees(headers.first(KEY_ID), claims.claimedKeyId(), KEY_ID + " differs from Authorization")
                .agrees(call.parameter("SecurityToken"), headers.first(TOKEN), "two SecurityTokens differ")
                .presentation();
    }

    /** The query is signed decoded, so these would let different queries have one signature. */
    private static boolean isAmbiguous(Iterable<Parameter> query) {
        for (Parameter parameter : query) {
            if (parameter.name().indexOf('&') >= 0
                    || parameter.name().indexOf('=') >= 0
                    || parameter.value().indexOf('&') >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable CallView verify(Presented presented, byte[] secret, Workbench bench) {
        CallView call = presented.call();
        // Java clients sign an empty value bare, Node clients with its equals sign.
        boolean signed = isSigned(presented, secret, bench, true)
                || (call.hasEmptyParameters() && isSigned(presented, secret, bench, false));
        return signed ? call : null;
    }

    private static boolean isSigned(Presented presented, byte[] secret, Workbench bench, boolean equalsAlways) {
        byte[] expected = signature(secret, bench, presented.call(), equalsAlways);
        return MessageDigest.isEqual(expected, presented.signature());
    }

    private static byte[] signature(byte[] secret, Workbench bench, CallView call, boolean equalsAlways) {
        return bench.base64HmacSha1(secret, writeStringToSign(call, equalsAlways, bench.buffer()));
    }

    static CanonicalBuffer writeStringToSign(CallView call, boolean equalsAlways, CanonicalBuffer buffer) {
        HeaderList headers = call.headers();
        buffer.wire(call.method()).ascii('\n');
        writeValue(headers, "accept", buffer);
        writeValue(headers, CONTENT_MD5, buffer);
        writeValue(headers, "content-type", buffer);
        writeValue(headers, "date", buffer);
        int from = buffer.length();
        buffer.headerLines(headers, headers.sortedIndexes(PREFIX))
                .blankTabs(from)
                .wire(call.rawPath());
        char separator = '?';
        for (Parameter parameter : call.sortedQuery()) {
            buffer.ascii(separator).utf8(parameter.name());
            if (equalsAlways || !parameter.value().isEmpty()) {
                buffer.ascii('=').utf8(parameter.value());
            }
            separator = '&';
        }
        return buffer;
    }

    static void writeValue(HeaderList headers, String name, CanonicalBuffer buffer) {
        String value = headers.first(name);
        buffer.wire(value == null ? "" : value).ascii('\n');
    }

    @Override
    public SigningText text(Presented presented, Workbench bench) {
        return new SigningText(
                null, writeStringToSign(presented.call(), true, bench.buffer()).toString());
    }

    @Override
    public BodyIntegrity bodyIntegrity(Presented presented) {
        return BodyIntegrity.contentMd5(presented.call().headers().first(CONTENT_MD5), Dialect.ROA);
    }

    @Override
    public SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce) {
        SignedRequest.Draft draft = new SignedRequest.Draft(request)
                .headerOnce("x-acs-action", request.action())
                .headerOnce("x-acs-version", request.version())
                .header("date", SignedDates.formatRfc1123(now))
                .headerOnce(METHOD, HMAC_SHA1)
                .headerOnce(VERSION, "1.0")
                .header(NONCE, nonce)
                .contentMd5();
        if (credentials.securityToken() != null) {
            draft.header(KEY_ID, credentials.accessKeyId()).header(TOKEN, credentials.securityToken());
        }
        byte[] signature = signature(credentials.secretBytes(), new Workbench(), draft.call(), true);
        return draft.header(
                        "authorization",
                        SCHEME + credentials.accessKeyId() + ':' + new String(signature, StandardCharsets.US_ASCII))
                .signed();
    }
}
