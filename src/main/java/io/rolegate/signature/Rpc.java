package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** RPC with SignatureVersion 1.0: query and form are signed (signatures.md 4). */
final class Rpc implements SigningDialect {

    static final Rpc INSTANCE = new Rpc();

    private static final String KEY_ID = "AccessKeyId";
    private static final String SIGNATURE = "Signature";
    private static final String METHOD = "SignatureMethod";
    private static final String VERSION = "SignatureVersion";
    private static final String NONCE = "SignatureNonce";
    private static final String TIMESTAMP = "Timestamp";
    private static final String TOKEN = "SecurityToken";
    private static final String HMAC_SHA1 = "HMAC-SHA1";
    private static final String[] SYSTEM = {
        "Action", "Version", "Format", KEY_ID, SIGNATURE, METHOD, VERSION, NONCE, TIMESTAMP, TOKEN, "SignatureType"
    };

    private Rpc() {}

    @Override
    public Presentation present(CallView call) {
        HeaderList headers = call.headers();
        String keyId = call.parameter(KEY_ID);
        String method = call.parameter(METHOD);
        String version = call.parameter(VERSION);
        String type = call.parameter("SignatureType");
        Claims claims = new Claims(Dialect.RPC, call);
        return claims.demand(Claims.isPresent(keyId), RejectionReason.CREDENTIALS_MISSING, "AccessKeyId is missing")
                .accessKeyId(keyId == null ? "" : keyId)
                .base64Signature(call.parameter(SIGNATURE))
                .demand(Claims.isPresent(method), RejectionReason.PARAMETER_MISSING, "SignatureMethod is missing")
                .demand(
                        HMAC_SHA1.equals(method) && (type == null || type.isEmpty()),
                        RejectionReason.ALGORITHM_UNKNOWN,
                        "SignatureMethod must be HMAC-SHA1, of no other SignatureType")
                .demand(Claims.isPresent(version), RejectionReason.PARAMETER_MISSING, "SignatureVersion is missing")
                .demand("1.0".equals(version), RejectionReason.PARAMETER_INVALID, "SignatureVersion must be 1.0")
                .demand(
                        !hasSystemParameterTwice(call),
                        RejectionReason.PARAMETER_INVALID,
                        "a parameter is repeated in other letter case")
                .token(call.parameter(TOKEN))
                .nonce(call.parameter(NONCE), NONCE)
                .signedAt(call.parameter(TIMESTAMP), TIMESTAMP, SignedDates::iso)
                .agrees(headers.first("x-acs-action"), call.parameter("Action"), "x-acs-action differs from Action")
                .agrees(headers.first("x-acs-version"), call.parameter("Version"), "x-acs-version differs from Version")
                .agrees(headers.first("x-acs-accesskey-id"), keyId, "x-acs-accesskey-id differs from AccessKeyId")
                .presentation();
    }

    private static boolean hasSystemParameterTwice(CallView call) {
        for (String system : SYSTEM) {
            if (call.parameter(system) != null && call.hasOtherSpelling(system)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable CallView verify(Presented presented, byte[] secret, Workbench bench) {
        CallView call = presented.call();
        if (isSigned(call, presented, secret, bench)) {
            return call;
        }
        // Java tea leaves parameters with an empty value out of the string to sign, yet sends them.
        CallView fuller = call.withoutEmptyParameters();
        return fuller != call && isSigned(fuller, presented, secret, bench) ? fuller : null;
    }

    private static boolean isSigned(CallView call, Presented presented, byte[] secret, Workbench bench) {
        byte[] expected = signature(secret, bench, call);
        // Every RPC signature is over the path "/", so it says nothing about another one.
        return MessageDigest.isEqual(expected, presented.signature())
                && call.rawPath().equals("/");
    }

    private static byte[] signature(byte[] secret, Workbench bench, CallView call) {
        return bench.base64HmacSha1(Workbench.withAmpersand(secret), writeStringToSign(call, bench.buffer()));
    }

    private static CanonicalBuffer writeStringToSign(CallView call, CanonicalBuffer buffer) {
        buffer.wire(call.method()).wire("&%2F&");
        boolean first = true;
        for (Parameter parameter : call.sortedParameters()) {
            if (!parameter.name().equals(SIGNATURE)) {
                buffer.wire(first ? "" : "%26")
                        .twiceEncoded(parameter.name())
                        .wire("%3D")
                        .twiceEncoded(parameter.value());
                first = false;
            }
        }
        return buffer;
    }

    @Override
    public SigningText text(Presented presented, Workbench bench) {
        return new SigningText(
                null, writeStringToSign(presented.call(), bench.buffer()).toString());
    }

    @Override
    public BodyIntegrity bodyIntegrity(Presented presented) {
        return BodyIntegrity.signedForm(presented.call().formRead());
    }

    @Override
    public SignedRequest sign(UnsignedRequest request, SigningCredentials credentials, Instant now, String nonce) {
        SignedRequest.Draft draft = new SignedRequest.Draft(request)
                .queryOnce("Action", request.action())
                .queryOnce("Version", request.version())
                .queryOnce(KEY_ID, credentials.accessKeyId())
                .queryOnce(METHOD, HMAC_SHA1)
                .queryOnce(VERSION, "1.0")
                .queryOnce(NONCE, nonce)
                .queryOnce(TIMESTAMP, SignedDates.formatIso(now))
                .queryOnce(TOKEN, credentials.securityToken());
        byte[] signature = signature(credentials.secretBytes(), new Workbench(), draft.call());
        return draft.queryOnce(SIGNATURE, new String(signature, StandardCharsets.US_ASCII))
                .signed();
    }
}
