package io.rolegate.identity.store;

import io.rolegate.identity.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the key-encryption key of a store, or makes one where that is safe (design, section 5). */
final class EncryptionKey {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptionKey.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private EncryptionKey() {}

    /** {@link StoreConfigurationException} where there is none or it is malformed. */
    static Secret find(StoreSettings settings, StoreLocation location) {
        Path named = settings.keyFile();
        if (named != null) {
            boolean mayCreate = location.kind() == StoreLocation.Kind.H2_FILE && !location.exists();
            return mayCreate && !Files.exists(named) ? create(named) : read(named);
        }
        Secret given = settings.keyFromEnvironment();
        if (given != null) {
            return decode(given.reveal(), "The key-encryption key from the environment");
        }
        return switch (location.kind()) {
            case H2_MEMORY -> Secret.of(random());
            case H2_FILE -> beside(location);
            case POSTGRESQL ->
                throw new StoreConfigurationException(
                        "This store needs a key-encryption key: name a file with --key-file that holds 32 random bytes in Base64");
        };
    }

    private static Secret beside(StoreLocation location) {
        Path file = location.beside(".key").orElseThrow();
        if (Files.exists(file)) {
            return read(file);
        }
        if (location.exists()) {
            throw new StoreConfigurationException(
                    "The store's key file " + file + " is missing; without it the secrets in the store can't be read");
        }
        Secret key = create(file);
        LOG.warn("Made the key-encryption key {}. Back-ups must not hold both this file and the database.", file);
        return key;
    }

    private static Secret read(Path file) {
        try {
            String text = Files.readString(file);
            if (isOpenToOthers(file)) {
                LOG.warn("The key file {} can be read by others than its owner", file);
            }
            return decode(text, "The key file " + file);
        } catch (IOException e) {
            throw new StoreConfigurationException("The key file " + file + " can't be read", e);
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return supportsPosix(file)
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private static boolean supportsPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Secret create(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (supportsPosix(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
            byte[] key = random();
            Files.writeString(file, Base64.getEncoder().encodeToString(key) + System.lineSeparator());
            return Secret.of(key);
        } catch (IOException e) {
            throw new StoreConfigurationException("The key file " + file + " can't be written", e);
        }
    }

    private static Secret decode(String text, String what) {
        try {
            byte[] key = Base64.getDecoder().decode(text.trim());
            if (key.length == SecretBox.KEY_BYTES) {
                return Secret.of(key);
            }
        } catch (IllegalArgumentException e) {
            throw new StoreConfigurationException(what + " is not Base64");
        }
        throw new StoreConfigurationException(what + " must hold " + SecretBox.KEY_BYTES + " bytes in Base64");
    }

    private static byte[] random() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
