package io.rolegate.identity.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.rolegate.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals secrets for the store with AES-256-GCM under the key-encryption key. Each is bound to the table, column and row it
 * belongs to, so that a sealed text copied elsewhere does not open.
 */
final class SecretBox {
    /** The length of the key-encryption key. */
    static final int KEY_BYTES = 32;

    private static final String KEY_VERSION = "1";

    private final Aead aead;

    SecretBox(Secret key) {
        try {
            this.aead = new AesGcmJce(key.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** What a secret belongs to. */
    record Place(String table, String column, String row) {
        private byte[] associatedData() {
            return (table + '|' + column + '|' + row + '|' + KEY_VERSION).getBytes(StandardCharsets.UTF_8);
        }
    }

    String seal(Secret secret, Place place) {
        try {
            byte[] sealed = aead.encrypt(secret.bytes(), place.associatedData());
            return KEY_VERSION + ':' + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** {@link StoreConfigurationException} where the text was sealed under another key or for another place. */
    Secret open(String sealed, Place place) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(KEY_VERSION.length() + 1));
            return Secret.of(aead.decrypt(bytes, place.associatedData()));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreConfigurationException(
                    "A secret in " + place.table() + " can't be decrypted: the key-encryption key is not this store's",
                    e);
        }
    }
}
