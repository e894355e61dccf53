package io.rolegate.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Password hashes: bcrypt of a keyed SHA-256 of the password, since bcrypt itself reads 72 bytes at most and stops at a zero.
 * Each call takes some 0.3 s of processor time: never on an event loop.
 */
public final class PasswordHash {
    private static final int COST = 12;
    /** Keeps the inner hash apart from any plain SHA-256 of the same password that may have leaked elsewhere. */
    private static final byte[] DOMAIN = "rolegate password v1".getBytes(StandardCharsets.US_ASCII);
    /** Of a password that nobody has: verifying against it takes as long as against a real one. */
    private static final String NOBODY = "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    private PasswordHash() {}

    /** The hash to store, salt and cost included. */
    public static String of(String password) {
        return new String(BCrypt.withDefaults().hash(COST, inner(password)), StandardCharsets.US_ASCII);
    }

    /** Whether the password is the one hashed. Null, for unknown users, is as much work and always false. */
    public static boolean verify(String password, @Nullable String hash) {
        byte[] stored = (hash == null ? NOBODY : hash).getBytes(StandardCharsets.US_ASCII);
        boolean matches = BCrypt.verifyer().verify(inner(password), stored).verified;
        return matches && hash != null;
    }

    private static byte[] inner(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(DOMAIN, "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
