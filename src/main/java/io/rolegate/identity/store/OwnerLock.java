package io.rolegate.identity.store;

import io.rolegate.identity.StoreUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That this process owns an H2 file. H2 locks its file too, but does not say who holds it; the text in the lock file does.
 * The operating system gives the lock up when the process ends, however it ends.
 */
final class OwnerLock implements AutoCloseable {
    /** Beyond the text, since some systems refuse reads of a locked region. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    /** {@link StoreUnavailableException} that names the holder where another process, or another store in this one, has it. */
    static OwnerLock take(Path file) {
        FileChannel channel = null;
        try {
            Path directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                throw new StoreUnavailableException("The store is locked by " + holder(file), null);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(description().getBytes(StandardCharsets.UTF_8)), 0);
            OwnerLock lock = new OwnerLock(channel);
            channel = null;
            return lock;
        } catch (IOException e) {
            throw new StoreConfigurationException("The store's lock file " + file + " can't be written", e);
        } finally {
            closeQuietly(channel);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String description() {
        return "process " + ProcessHandle.current().pid() + " since " + Instant.now();
    }

    private static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "another process" : text;
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new StoreConfigurationException("The store's lock file can't be closed", e);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
