package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The message service's signature: headers and the target exactly as sent, but not the token (signatures.md 6). */
final class Mns implements SigningDialect {

    static final Mns INSTANCE = new Mns();

    private static final String SCHEME = "MNS ";
    private static final String PREFIX = "x-mns-";
    private static final String TOKEN = "security-token";
    private static final String CONTENT_MD5 = "content-md5";

    private Mns() {}

    @Override
    public Presentation present(CallView call) {
        HeaderList headers = call.headers();
        String authorization = headers.first("authorization");
        return new Claims(Dialect.MNS, call)
                .keyIdAndSignature(authorization == null ? "" : authorization, SCHEME.length())
                .token(headers.first(TOKEN))
                .signedAt(headers.first("date"), "Date", SignedDates::rfc1123)
                .agrees(call.parameter("SecurityToken"), headers.first(TOKEN), "two SecurityTokens differ")
                .presentation();
    }

    @Override
    public @Nullable CallView verify(Presented presented, byte[] secret, Workbench bench) {
        byte[] expected = signature(secret, bench, presented.call());
        return MessageDigest.isEqual(expected, presented.signature()) ? presented.call() : null;
    }

    private static byte[] signature(byte[] secret, Workbench bench, CallView call) {
        return bench.base64HmacSha1(secret, writeStringToSign(call, bench.buffer()));
    }

    private static CanonicalBuffer writeStringToSign(CallView call, CanonicalBuffer buffer) {
        HeaderList headers = call.headers();
        buffer.wire(call.method()).ascii('\n');
        Roa.writeValue(headers, CONTENT_MD5, buffer);
        Roa.writeValue(headers, "content-type", buffer);
        Roa.writeValue(headers, "date", buffer);
        buffer.headerLines(headers, headers.sortedIndexes(PREFIX)).wire(call.rawPath());
        return call.rawQuery() == null ? buffer : buffer.ascii('?').wire(call.rawQuery());
    }

    @Override
    public SigningText text(Presented presented, Workbench bench) {
        return new SigningText(
                null, writeStringToSign(presented.call(), bench.buffer()).toString());
    }

    @Override
    public BodyIntegrity bodyIntegrity(Presented presented) {
        return BodyIntegrity.contentMd5(presented.call().headers().first(CONTENT_MD5), Dialect.MNS);
    }

    @Override
    public SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce) {
        SignedRequest.Draft draft = new SignedRequest.Draft(request)
                .headerOnce("x-mns-version", request.version())
                .header("date", SignedDates.formatRfc1123(now))
                .contentMd5();
        if (credentials.securityToken() != null) {
            draft.header(TOKEN, credentials.securityToken());
        }
        byte[] signature = signature(credentials.secretBytes(), new Workbench(), draft.call());
        return draft.header(
                        "authorization",
                        SCHEME + credentials.accessKeyId() + ':' + new String(signature, StandardCharsets.US_ASCII))
                .signed();
    }
}
