package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An access key, with the SecurityToken where it is temporary. Prints neither secret nor token. */
public final class SigningCredentials {

    private final String accessKeyId;
    private final String secret;
    private final @Nullable String securityToken;

    /**
     * An access key to sign with.
     *
     * @param securityToken null for a long-term key
     * @throws IllegalArgumentException if the id or the secret is empty
     */
    public SigningCredentials(String accessKeyId, String secret, @Nullable String securityToken) {
        if (accessKeyId.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("access key id and secret must not be empty");
        }
        this.accessKeyId = Objects.requireNonNull(accessKeyId);
        this.secret = Objects.requireNonNull(secret);
        this.securityToken = securityToken;
    }

    /** The access key id. */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** The secret. */
    public String secret() {
        return secret;
    }

    /** The SecurityToken; null for a long-term key. */
    public @Nullable String securityToken() {
        return securityToken;
    }

    byte[] secretBytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SigningCredentials[" + accessKeyId + ", ***]";
    }
}
