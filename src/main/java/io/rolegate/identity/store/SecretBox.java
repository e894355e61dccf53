package io.rolegate.identity.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.rolegate.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals secrets for the store with AES-256-GCM. Each is bound to the table, column and row it belongs to, so that a sealed text
 * copied elsewhere does not open.
 */
final class SecretBox {
    /** The length of a key. */
    static final int KEY_BYTES = 32;

    /** Before the texts that are sealed under a key; tells texts that were sealed differently. */
    private final String version;

    private final Aead aead;

    SecretBox(String version, Secret key) {
        this.version = version;
        try {
            this.aead = new AesGcmJce(key.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** What a secret belongs to. */
    record Place(String table, String column, String row) {}

    private byte[] associatedData(Place place) {
        return (place.table() + '|' + place.column() + '|' + place.row() + '|' + version)
                .getBytes(StandardCharsets.UTF_8);
    }

    String seal(Secret secret, Place place) {
        try {
            byte[] sealed = aead.encrypt(secret.bytes(), associatedData(place));
            return version + ':' + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** {@link StoreConfigurationException} where the text was sealed under another key or for another place. */
    Secret open(String sealed, Place place) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(version.length() + 1));
            return Secret.of(aead.decrypt(bytes, associatedData(place)));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreConfigurationException(
                    "A secret in " + place.table() + " can't be decrypted: the key-encryption key is not this store's",
                    e);
        }
    }
}
