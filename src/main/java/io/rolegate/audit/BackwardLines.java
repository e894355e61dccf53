package io.rolegate.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file from a place in it towards its beginning. The end of a line that is still being written is passed
 * over.
 */
public final class BackwardLines implements Closeable {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int BLOCK = 64 * 1024;

    private final FileChannel channel;
    /** What was read and not returned yet: {@link #length} bytes, which begin at {@link #start} in the file. */
    private byte[] bytes = new byte[0];

    private int length;
    private long start;

    /**
     * One line.
     *
     * @param offset where it begins in the file, in bytes
     */
    public record Line(long offset, String text) {}

    private BackwardLines(FileChannel channel, long before) throws IOException {
        this.channel = channel;
        this.start = Math.min(before, channel.size());
    }

    /** Begins with the last line that ends before {@code offset}; {@link Long#MAX_VALUE} stands for the file's end. */
    public static BackwardLines open(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            BackwardLines lines = new BackwardLines(channel, offset);
            lines.length = lines.newlineBefore(0) + 1;
            return lines;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** The line before the last one returned, or null at the file's beginning. */
    public @Nullable Line next() throws IOException {
        if (length == 0) {
            return null;
        }
        int lineStart = newlineBefore(1) + 1;
        String text = new String(bytes, lineStart, length - 1 - lineStart, StandardCharsets.UTF_8);
        length = lineStart;
        return new Line(start + lineStart, text);
    }

    /** Where the last newline is that has at least so many bytes behind it; -1 where the file has none. */
    private int newlineBefore(int behind) throws IOException {
        int index = length - behind - 1;
        while (true) {
            while (index >= 0 && bytes[index] != '\n') {
                index--;
            }
            if (index >= 0 || start == 0) {
                return index;
            }
            if (length > LONGEST_LINE) {
                throw new IOException("A line of the audit log is longer than " + LONGEST_LINE + " bytes");
            }
            index = readMore() - 1;
        }
    }

    /** Puts the block before what is in memory in front of it, and says how long that block is. */
    private int readMore() throws IOException {
        int more = (int) Math.min(BLOCK, start);
        byte[] joined = new byte[more + length];
        ByteBuffer block = ByteBuffer.wrap(joined, 0, more);
        while (block.hasRemaining()) {
            if (channel.read(block, start - more + block.position()) < 0) {
                throw new IOException("The audit log has become shorter while it was read");
            }
        }
        System.arraycopy(bytes, 0, joined, more, length);
        bytes = joined;
        start -= more;
        length += more;
        return more;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
