package io.rolegate.identity.transfer;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.rolegate.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the secrets in an account file with AES-256-GCM, each bound to what it belongs to, so that none opens elsewhere. The
 * key is given, or derived from a passphrase by PBKDF2 (HMAC-SHA-256).
 */
public final class SecretSeal {
    /** The length of a key that is given. */
    public static final int KEY_BYTES = 32;

    /** What a new file's passphrase goes through; takes some tenths of a second. */
    private static final int ITERATIONS = 600_000;

    private static final int LEAST_ITERATIONS = 100_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Header header;
    private final Aead aead;

    private SecretSeal(Header header, byte[] key) throws GeneralSecurityException {
        this.header = header;
        this.aead = new AesGcmJce(key);
    }

    /**
     * What a file says of how its secrets were sealed.
     *
     * @param passphrase how the key is derived from one, null where the key itself is given
     */
    public record Header(@Nullable Passphrase passphrase) {}

    /** How a key is derived from a passphrase. */
    public record Passphrase(String salt, int iterations) {
        /** Whether both are such as are used: what a file asks for may neither be weak nor take for ever. */
        public boolean isAcceptable() {
            try {
                return Base64.getDecoder().decode(salt).length == SALT_BYTES
                        && iterations >= LEAST_ITERATIONS
                        && iterations <= MOST_ITERATIONS;
            } catch (IllegalArgumentException noBase64) {
                return false;
            }
        }
    }

    /** Seals a new file under a passphrase. Derives a key: not for an event loop. */
    public static SecretSeal ofPassphrase(Secret passphrase) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return ofPassphrase(passphrase, new Passphrase(Base64.getEncoder().encodeToString(salt), ITERATIONS));
    }

    /** Opens a file that was sealed under a passphrase. Derives a key: not for an event loop. */
    public static SecretSeal ofPassphrase(Secret passphrase, Passphrase derivation) {
        byte[] salt = Base64.getDecoder().decode(derivation.salt());
        char[] characters = passphrase.reveal().toCharArray();
        PBEKeySpec spec = new PBEKeySpec(characters, salt, derivation.iterations(), KEY_BYTES * Byte.SIZE);
        try {
            byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretSeal(new Header(derivation), derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2 and AES-256-GCM", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Seals and opens under a key of {@link #KEY_BYTES} bytes. */
    public static SecretSeal ofKey(Secret key) {
        if (key.bytes().length != KEY_BYTES) {
            throw new IllegalArgumentException("The key must have " + KEY_BYTES + " bytes");
        }
        try {
            return new SecretSeal(new Header(null), key.bytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /** What the file must say, so that the secrets can be opened. */
    public Header header() {
        return header;
    }

    /**
     * The sealed secret as text.
     *
     * @param place what the secret belongs to
     */
    public String seal(Secret secret, String place) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(secret.bytes(), associatedData(place)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** The secret, or null where it was sealed under another key or for another place, or was changed. */
    public @Nullable Secret open(String sealed, String place) {
        try {
            return Secret.of(aead.decrypt(Base64.getDecoder().decode(sealed), associatedData(place)));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static byte[] associatedData(String place) {
        return place.getBytes(StandardCharsets.UTF_8);
    }
}
