package io.rolegate.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A well-shaped claim to a credential: everything that the signature check needs, none of it verified yet. */
public final class Presented implements Presentation {

    private static final String TEMPORARY = "STS.";

    private final Dialect dialect;
    private final CallView call;
    private final String accessKeyId;
    private final @Nullable String securityToken;
    private final Instant signedAt;
    private final @Nullable String nonce;
    private final byte[] signature;
    private final SignedHeaders signedHeaders;

    Presented(
            Dialect dialect,
            CallView call,
            String accessKeyId,
            @Nullable String securityToken,
            Instant signedAt,
            @Nullable String nonce,
            byte[] signature,
            SignedHeaders signedHeaders) {
        this.dialect = dialect;
        this.call = call;
        this.accessKeyId = accessKeyId;
        this.securityToken = securityToken;
        this.signedAt = signedAt;
        this.nonce = nonce;
        this.signature = signature;
        this.signedHeaders = signedHeaders;
    }

    /** How the request is signed. */
    public Dialect dialect() {
        return dialect;
    }

    /** Whose secret is said to have signed it. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** Whether the access key id has the form of a temporary one, which needs a SecurityToken. */
    public boolean isTemporary() {
        return accessKeyId.startsWith(TEMPORARY);
    }

    /** The SecurityToken; null without one, also where it was sent empty. Under MNS no signature covers it. */
    public @Nullable String securityToken() {
        return securityToken;
    }

    /** The moment of signing by the caller's clock, in whole seconds. */
    public Instant signedAt() {
        return signedAt;
    }

    /** The nonce, 8 to 128 characters of {@code [A-Za-z0-9._-]}; null under MNS, which has none. */
    public @Nullable String nonce() {
        return nonce;
    }

    /** The request as read. */
    public CallView call() {
        return call;
    }

    /** How the body is to be checked, should the signature hold. */
    public BodyIntegrity body() {
        return SigningDialect.of(dialect).bodyIntegrity(this);
    }

    /** The signature in its text form as sent; not to be changed. */
    byte[] signature() {
        return signature;
    }

    /** What ACS3 declares as signed; empty for the others. */
    SignedHeaders signedHeaders() {
        return signedHeaders;
    }

    Rejection reject(RejectionReason reason, String why) {
        return new Rejection(reason, why, dialect);
    }

    /** Neither signature nor token. */
    @Override
    public String toString() {
        return "Presented[" + dialect + ' ' + accessKeyId + ' ' + call + ']';
    }
}
