package io.rolegate.replay;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Dates in a file that is mapped into memory: one for all, and one for each principal, of which many share a few thousand
 * cells. Each only ever rises. A principal's is the lower one of two cells, hence never lower than it was raised to. What
 * was raised survives this process; {@link #force} makes it survive the machine. Safe for use by many threads, and
 * several processes, without a lock.
 */
final class DateMarks {

    private static final long FORMAT = 0x726f6c6567617401L;
    private static final int FORMAT_WORD = 0;
    private static final int COMMON_WORD = 1;
    private static final int KEY_WORD = 2;
    private static final int FIRST_CELL = 4;
    private static final int ROW_LOG2 = 15;
    private static final int ROW = 1 << ROW_LOG2;
    private static final int WORDS = FIRST_CELL + 2 * ROW;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MappedByteBuffer words;
    private final SipHash hash;

    private DateMarks(MappedByteBuffer words) {
        this.words = words;
        this.hash = new SipHash(word(KEY_WORD), word(KEY_WORD + 1));
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws IOException where that can't be done, or the file is no such file
     */
    static DateMarks open(Path file) throws IOException {
        MappedByteBuffer words;
        try {
            words = map(file);
        } catch (NoSuchFileException e) {
            create(file);
            words = map(file);
        }
        DateMarks marks = new DateMarks(words);
        if (marks.word(FORMAT_WORD) != FORMAT) {
            throw foreign(file);
        }
        return marks;
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != (long) WORDS * Long.BYTES) {
                throw foreign(file);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    private static IOException foreign(Path file) {
        return new IOException("The file " + file + " does not hold dates of admitted requests");
    }

    /** Moved into place when complete, so that no half-written file is ever found there. */
    private static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "replay", ".new", ownerOnly(file));
        try {
            ByteBuffer content = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            content.putLong(FORMAT_WORD * Long.BYTES, FORMAT);
            SecureRandom random = new SecureRandom();
            content.putLong(KEY_WORD * Long.BYTES, random.nextLong());
            content.putLong((KEY_WORD + 1) * Long.BYTES, random.nextLong());
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The date common to all, in epoch seconds. */
    long common() {
        return word(COMMON_WORD);
    }

    /** Raises the common date; tells whether it was lower. */
    boolean raiseCommon(long second) {
        return raise(COMMON_WORD, second);
    }

    /** Raises the principal's date; tells whether it was lower. */
    boolean raise(String principal, long second) {
        long place = hash.of(principal, "").place();
        boolean firstRaised = raise(first(place), second);
        boolean secondRaised = raise(second(place), second);
        return firstRaised || secondRaised;
    }

    private boolean raise(int word, long second) {
        for (long seen = word(word); seen < second; seen = word(word)) {
            if (LONGS.compareAndSet(words, word * Long.BYTES, seen, second)) {
                return true;
            }
        }
        return false;
    }

    /** Writes to disk whatever was raised before; blocks. */
    void force() {
        words.force();
    }

    /** The principals' dates as they are now. */
    Snapshot snapshot() {
        long[] cells = new long[WORDS];
        long highest = 0;
        for (int i = FIRST_CELL; i < WORDS; i++) {
            cells[i] = word(i);
            highest = Math.max(highest, cells[i]);
        }
        return new Snapshot(cells, hash, highest);
    }

    /** Principals' dates that don't rise any more. */
    static final class Snapshot {
        private final long[] cells;
        private final SipHash hash;
        private final long highest;

        private Snapshot(long[] cells, SipHash hash, long highest) {
            this.cells = cells;
            this.hash = hash;
            this.highest = highest;
        }

        long of(String principal) {
            long place = hash.of(principal, "").place();
            return Math.min(cells[first(place)], cells[second(place)]);
        }

        /** No principal's date is later. */
        long highest() {
            return highest;
        }
    }

    private long word(int index) {
        return (long) LONGS.getVolatile(words, index * Long.BYTES);
    }

    private static int first(long place) {
        return FIRST_CELL + ((int) place & (ROW - 1));
    }

    private static int second(long place) {
        return FIRST_CELL + ROW + ((int) (place >>> ROW_LOG2) & (ROW - 1));
    }
}
