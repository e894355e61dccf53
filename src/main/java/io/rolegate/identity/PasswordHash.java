package io.rolegate.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.IllegalBCryptFormatException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final byte[] DOMAIN = "rolegate password v1".getBytes(US_ASCII);
    /** Of a password that nobody has: verifying against it takes as long as against a real one. */
    private static final String NOBODY = "$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

    /** Where version, cost and salt end in a hash. */
    private static final int SALT_END = 29;

    private PasswordHash() {}

    /** The hash to store, salt and cost included. */
    public static String of(String password) {
        return new String(BCrypt.withDefaults().hash(COST, inner(password)), US_ASCII);
    }

    /**
     * The hash of a new password, empty where it is one of the earlier ones. It has the salt of the newest of them, so that one
     * computation compares the password with all hashes that followed one from the other.
     *
     * @param earlier hashes of the same user's passwords, newest first
     */
    public static Optional<String> successor(String password, List<String> earlier) {
        byte[] inner = inner(password);
        Map<String, String> bySalt = new HashMap<>();
        String following = null;
        for (String hash : earlier) {
            BCrypt.HashData data = parse(hash);
            if (data == null) {
                continue;
            }
            String again =
                    bySalt.computeIfAbsent(hash.substring(0, SALT_END), salt -> hash(data.cost, data.rawSalt, inner));
            if (MessageDigest.isEqual(again.getBytes(US_ASCII), hash.getBytes(US_ASCII))) {
                return Optional.empty();
            }
            following = following == null && data.cost == COST ? again : following;
        }
        return Optional.of(following == null ? of(password) : following);
    }

    private static BCrypt.@Nullable HashData parse(String hash) {
        try {
            return BCrypt.Version.VERSION_2A.parser.parse(hash.getBytes(US_ASCII));
        } catch (IllegalBCryptFormatException noHash) {
            return null;
        }
    }

    private static String hash(int cost, byte[] salt, byte[] inner) {
        return new String(BCrypt.withDefaults().hash(cost, salt, inner), US_ASCII);
    }

    /** Whether the password is the one hashed. Null, for unknown users, is as much work and always false. */
    public static boolean verify(String password, @Nullable String hash) {
        byte[] stored = (hash == null ? NOBODY : hash).getBytes(US_ASCII);
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
