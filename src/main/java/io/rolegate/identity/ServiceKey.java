package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key of the service itself, under its key id. */
public final class ServiceKey {
    private final KeyPurpose purpose;
    private final String kid;
    private final Secret material;
    private final byte @Nullable [] publicKey;
    private final Instant createdAt;

    /**
     * @param material the symmetric key, or the private key in PKCS #8
     * @param publicKey the public key as SubjectPublicKeyInfo, null for symmetric keys
     */
    public ServiceKey(KeyPurpose purpose, String kid, Secret material, byte @Nullable [] publicKey, Instant createdAt) {
        this.purpose = purpose;
        this.kid = kid;
        this.material = material;
        this.publicKey = publicKey == null ? null : publicKey.clone();
        this.createdAt = createdAt;
    }

    public KeyPurpose purpose() {
        return purpose;
    }

    public String kid() {
        return kid;
    }

    public Secret material() {
        return material;
    }

    /** The public key as SubjectPublicKeyInfo, null for symmetric keys. */
    public byte @Nullable [] publicKey() {
        return publicKey == null ? null : publicKey.clone();
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public String toString() {
        return purpose + " " + kid;
    }
}
