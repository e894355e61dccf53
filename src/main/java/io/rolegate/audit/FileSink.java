package io.rolegate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a file that only its owner may read, made anew when it was moved away or deleted (as log rotation does). A
 * line that an earlier process left unfinished is ended first, so that it can't swallow the next.
 */
final class FileSink implements AuditSink {

    private static final long MOVED_CHECK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final boolean force;
    private final long rotateBytes;
    private final int keepFiles;
    private @Nullable FileChannel channel;
    private @Nullable Object fileKey;
    private long checkedAt;

    /**
     * @param rotateBytes the size at which the file is renamed; 0 for none
     * @param keepFiles how many renamed files are kept; 0 for all
     */
    FileSink(Path file, boolean force, long rotateBytes, int keepFiles) throws IOException {
        this.file = file;
        this.force = force;
        this.rotateBytes = rotateBytes;
        this.keepFiles = keepFiles;
        open();
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
        FileChannel open = channel;
        // Only between lines: a batch that broke off half-way is finished in the file where it began.
        if (open == null || !open.isOpen() || (lines.position() == 0 && (wasMoved() || isFull(open)))) {
            close();
            restartLine(lines);
            open = open();
        }
        while (lines.hasRemaining()) {
            open.write(lines);
        }
        if (force) {
            open.force(false);
        }
    }

    /** The file that is opened next doesn't hold the beginning of a line that broke off. */
    private static void restartLine(ByteBuffer lines) {
        int start = lines.position();
        while (start > 0 && lines.get(start - 1) != '\n') {
            start--;
        }
        lines.position(start);
    }

    private boolean wasMoved() throws IOException {
        if (System.nanoTime() - checkedAt < MOVED_CHECK_NANOS) {
            return false;
        }
        checkedAt = System.nanoTime();
        return !Files.exists(file) || (fileKey != null && !fileKey.equals(keyOf(file)));
    }

    private boolean isFull(FileChannel open) throws IOException {
        if (rotateBytes == 0 || open.size() < rotateBytes) {
            return false;
        }
        RotatedFiles.shift(file, keepFiles);
        return true;
    }

    private FileChannel open() throws IOException {
        createForOwner();
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            endUnfinishedLine(opened);
        } finally {
            opened.close();
        }
        opened = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel = opened;
        fileKey = keyOf(file);
        checkedAt = System.nanoTime();
        return opened;
    }

    private void createForOwner() throws IOException {
        try {
            OwnerFiles.create(file);
        } catch (FileAlreadyExistsException present) {
            // Appended to as it is.
            return;
        }
    }

    private static void endUnfinishedLine(FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        }
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
