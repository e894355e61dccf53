package io.rolegate.cli;

import io.rolegate.config.ConfigException;
import io.rolegate.identity.Secret;
import io.rolegate.identity.transfer.SecretSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the secrets in an account file are sealed under: a passphrase, or a key. */
final class SealOptions {
    private static final int LEAST_PASSPHRASE = 12;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Its first line is the passphrase that secrets are sealed under; at least 12 characters.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--secrets-key-file",
            paramLabel = "FILE",
            description = "Holds the key that secrets are sealed under: 32 random bytes in Base64.")
    private @Nullable Path keyFile;

    boolean given() {
        return passphraseFile != null || keyFile != null;
    }

    boolean givenTwice() {
        return passphraseFile != null && keyFile != null;
    }

    /** For a new file; {@link ConfigException} where the passphrase or key can't be used. */
    SecretSeal fresh() {
        return keyFile == null ? SecretSeal.ofPassphrase(passphrase()) : SecretSeal.ofKey(key(keyFile));
    }

    /** For a file that was sealed so; {@link ConfigException} where the passphrase or key can't be used. */
    SecretSeal of(SecretSeal.Header header) {
        SecretSeal.Passphrase derivation = header.passphrase();
        if (derivation != null) {
            return SecretSeal.ofPassphrase(passphrase(), derivation);
        }
        if (keyFile == null) {
            throw new ConfigException("--secrets-key-file", "", "is needed: the file's secrets are sealed under a key");
        }
        return SecretSeal.ofKey(key(keyFile));
    }

    private Secret passphrase() {
        if (passphraseFile == null) {
            throw new ConfigException(
                    "--passphrase-file", "", "is needed: the file's secrets are sealed under a passphrase");
        }
        String line = read(passphraseFile).lines().findFirst().orElse("");
        if (line.length() < LEAST_PASSPHRASE) {
            throw new ConfigException(
                    passphraseFile.toString(),
                    "",
                    "the passphrase on the first line must have at least " + LEAST_PASSPHRASE + " characters");
        }
        return Secret.of(line);
    }

    private static Secret key(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(read(file).trim());
            if (key.length == SecretSeal.KEY_BYTES) {
                return Secret.of(key);
            }
        } catch (IllegalArgumentException noBase64) {
            throw new ConfigException(file.toString(), "", "is not Base64");
        }
        throw new ConfigException(file.toString(), "", "must hold " + SecretSeal.KEY_BYTES + " bytes in Base64");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigException(file.toString(), "", "cannot be read: " + e.getMessage());
        }
    }
}
