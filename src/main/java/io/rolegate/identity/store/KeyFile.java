package io.rolegate.identity.store;

import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of key-encryption keys in Base64, one a line, that only its owner may read. Blocking. */
final class KeyFile implements KeyEncryptionKeys.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** The keys; {@link StoreConfigurationException} where there are none. */
    List<Secret> read() {
        try {
            String text = Files.readString(file);
            if (isOpenToOthers()) {
                LOG.warn("The key file {} can be read by others than its owner", file);
            }
            return KeyEncryptionKeys.decode(text, "The key file " + file);
        } catch (IOException e) {
            throw new StoreConfigurationException("The key file " + file + " can't be read", e);
        }
    }

    private boolean isOpenToOthers() throws IOException {
        return supportsPosix() && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private boolean supportsPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes the file with its first key. */
    void create(Secret key) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            write(file.toAbsolutePath(), List.of(key));
        } catch (IOException e) {
            throw new StoreConfigurationException("The key file " + file + " can't be written", e);
        }
    }

    @Override
    public void addFirst(Secret key) {
        List<Secret> keys = new ArrayList<>(List.of(key));
        keys.addAll(read());
        try {
            replace(keys);
        } catch (IOException e) {
            LOG.warn("The key file {} can't be replaced", file, e);
            throw new KeyRotationException(
                    "The key file " + file + " can't be written. Put the new key before the old one, on a"
                            + " line of its own, and start again.");
        }
    }

    @Override
    public void keepFirst() {
        try {
            replace(read().subList(0, 1));
        } catch (IOException e) {
            LOG.warn("The key file {} still holds an earlier key, which can't be removed", file, e);
        }
    }

    /** At every moment, even that of a crash, the file holds either the former keys or these. */
    private void replace(List<Secret> keys) throws IOException {
        Path real = file.toRealPath();
        Path written = real.resolveSibling(real.getFileName() + ".new");
        Files.deleteIfExists(written);
        write(written, keys);
        Files.move(written, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path directory = real.getParent();
        if (directory != null && supportsPosix()) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void write(Path path, List<Secret> keys) throws IOException {
        String text = keys.stream()
                .map(key -> Base64.getEncoder().encodeToString(key.bytes()) + System.lineSeparator())
                .collect(Collectors.joining());
        FileAttribute<?>[] attributes = supportsPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
