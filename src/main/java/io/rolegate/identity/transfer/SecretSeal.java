package io.rolegate.identity.transfer;

import io.rolegate.identity.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
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
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Header header;
    private final SecretKey key;

    private SecretSeal(Header header, SecretKey key) {
        this.header = header;
        this.key = key;
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
            return new SecretSeal(new Header(derivation), new SecretKeySpec(derived, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Seals and opens under a key of {@link #KEY_BYTES} bytes. */
    public static SecretSeal ofKey(Secret key) {
        if (key.bytes().length != KEY_BYTES) {
            throw new IllegalArgumentException("The key must have " + KEY_BYTES + " bytes");
        }
        return new SecretSeal(new Header(null), new SecretKeySpec(key.bytes(), "AES"));
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
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret.bytes());
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** The secret, or null where it was sealed under another key or for another place, or was changed. */
    public @Nullable Secret open(String sealed, String place) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length < NONCE_BYTES) {
                return null;
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            return Secret.of(
                    cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
