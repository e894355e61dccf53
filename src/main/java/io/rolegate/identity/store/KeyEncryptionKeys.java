package io.rolegate.identity.store;

import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key-encryption keys that a store is opened with, found or made where that is safe (design, section 5). The store is to be
 * sealed under the first; the others are earlier ones, under which it may be sealed still.
 */
record KeyEncryptionKeys(List<Secret> keys, Keeper keeper) {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEncryptionKeys.class);
    private static final int ID_BYTES = 6;

    KeyEncryptionKeys {
        keys = List.copyOf(keys);
    }

    /** Where the keys are kept. Blocking. */
    interface Keeper {
        /** Makes a key the first of those that are kept; {@link KeyRotationException} where that is up to somebody else. */
        void addFirst(Secret key);

        /** Drops all but the first. */
        void keepFirst();
    }

    /** {@link StoreConfigurationException} where there is none or it is malformed. */
    static KeyEncryptionKeys find(StoreSettings settings, StoreLocation location) {
        Path named = settings.keyFile();
        if (named != null) {
            boolean mayCreate = location.kind() == StoreLocation.Kind.H2_FILE && !location.exists();
            return mayCreate && !Files.exists(named) ? create(named) : read(named);
        }
        Secret given = settings.keyFromEnvironment();
        if (given != null) {
            return new KeyEncryptionKeys(
                    decode(given.reveal(), "The key-encryption key from the environment"), new Environment());
        }
        return switch (location.kind()) {
            case H2_MEMORY -> new KeyEncryptionKeys(List.of(random()), new Nowhere());
            case H2_FILE -> beside(location);
            case POSTGRESQL ->
                throw new StoreConfigurationException(
                        "This store needs a key-encryption key: name a file with --key-file that holds 32 random bytes in Base64");
        };
    }

    private static KeyEncryptionKeys beside(StoreLocation location) {
        Path file = location.beside(".key").orElseThrow();
        if (Files.exists(file)) {
            return read(file);
        }
        if (location.exists()) {
            throw new StoreConfigurationException(
                    "The store's key file " + file + " is missing; without it the secrets in the store can't be read");
        }
        KeyEncryptionKeys made = create(file);
        LOG.warn("Made the key-encryption key {}. Back-ups must not hold both this file and the database.", file);
        return made;
    }

    private static KeyEncryptionKeys read(Path file) {
        KeyFile keyFile = new KeyFile(file);
        return new KeyEncryptionKeys(keyFile.read(), keyFile);
    }

    private static KeyEncryptionKeys create(Path file) {
        KeyFile keyFile = new KeyFile(file);
        Secret key = random();
        keyFile.create(key);
        return new KeyEncryptionKeys(List.of(key), keyFile);
    }

    /** Keys in Base64, one or more, with white space or commas between them. */
    static List<Secret> decode(String text, String what) {
        List<Secret> keys = new ArrayList<>();
        for (String key : text.strip().split("[\\s,]+", -1)) {
            keys.add(decodeOne(key, what));
        }
        return keys;
    }

    private static Secret decodeOne(String text, String what) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new StoreConfigurationException(what + " is not Base64");
        }
        if (key.length != SecretBox.KEY_BYTES) {
            throw new StoreConfigurationException(what + " must hold " + SecretBox.KEY_BYTES + " bytes in Base64");
        }
        return Secret.of(key);
    }

    /** A new key. */
    static Secret random() {
        byte[] key = new byte[SecretBox.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Secret.of(key);
    }

    /** What a key may be called in messages and in the store: says nothing about it to those who don't have it. */
    static String id(Secret key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("rolegate key-encryption key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key.bytes()), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Secret first() {
        return keys.get(0);
    }

    Stream<String> ids() {
        return keys.stream().map(KeyEncryptionKeys::id);
    }

    /** Keys that whoever started the process gave to it. */
    private static final class Environment implements Keeper {
        @Override
        public void addFirst(Secret key) {
            throw new KeyRotationException(
                    "The key-encryption key comes from the environment. Start with the new key before the"
                            + " old one, separated by a comma, and then with the new one alone.");
        }

        @Override
        public void keepFirst() {
            throw new IllegalStateException("nothing was added");
        }
    }

    /** The key of a store that ends with its process. */
    private static final class Nowhere implements Keeper {
        @Override
        public void addFirst(Secret key) {
            LOG.debug("The key-encryption key of a store in memory is kept nowhere");
        }

        @Override
        public void keepFirst() {
            LOG.debug("The key-encryption key of a store in memory is kept nowhere");
        }
    }
}
