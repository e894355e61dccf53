package io.rolegate.sts;

import io.rolegate.identity.Secret;
import java.time.Instant;

/** What AssumeRole hands out. */
public final class TemporaryCredentials {
    private final String accessKeyId;
    private final Secret accessKeySecret;
    private final String securityToken;
    private final Instant expiresAt;

    TemporaryCredentials(String accessKeyId, Secret accessKeySecret, String securityToken, Instant expiresAt) {
        this.accessKeyId = accessKeyId;
        this.accessKeySecret = accessKeySecret;
        this.securityToken = securityToken;
        this.expiresAt = expiresAt;
    }

    public String accessKeyId() {
        return accessKeyId;
    }

    public Secret accessKeySecret() {
        return accessKeySecret;
    }

    public String securityToken() {
        return securityToken;
    }

    /** When they end, in whole seconds. */
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return accessKeyId + " until " + expiresAt;
    }
}
