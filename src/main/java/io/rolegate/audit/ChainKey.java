package io.rolegate.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key without which nobody can make or mend a chain: 32 random bytes, as hex in a file of its own. */
public final class ChainKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int ID_DIGITS = 16;

    private final SecretKeySpec key;

    private ChainKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The file of a log's key where no other is named: the log's name with {@code .key} added. */
    public static Path fileBeside(Path log) {
        return log.resolveSibling(log.getFileName() + ".key");
    }

    /**
     * Reads the key.
     *
     * @throws IOException if the file can't be read or holds no key
     */
    public static ChainKey read(Path file) throws IOException {
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == BYTES) {
                return new ChainKey(key);
            }
        } catch (IllegalArgumentException noHex) {
            throw malformed(file, noHex);
        }
        throw malformed(file, null);
    }

    private static IOException malformed(Path file, @Nullable IllegalArgumentException cause) {
        return new IOException(file + " holds no key of an audit log: expected " + 2 * BYTES + " hex digits", cause);
    }

    /** Reads the key; makes the file, readable by its owner only, where there is none. */
    static ChainKey readOrMake(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            OwnerFiles.create(file);
        } catch (FileAlreadyExistsException present) {
            return read(file);
        }
        Files.writeString(file, HexFormat.of().formatHex(fresh) + '\n', StandardCharsets.US_ASCII);
        return new ChainKey(fresh);
    }

    Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Tells keys apart without saying anything about them. */
    String id() {
        byte[] mark = mac().doFinal("rolegate audit key".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mark).substring(0, ID_DIGITS);
    }
}
