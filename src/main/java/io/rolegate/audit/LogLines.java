package io.rolegate.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file from its beginning, however large it is. */
public final class LogLines implements Closeable {

    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final InputStream input;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private long number;
    private boolean finished;

    private LogLines(Path file) throws IOException {
        this.file = file;
        this.input = new BufferedInputStream(Files.newInputStream(file), 256 * 1024);
    }

    public static LogLines open(Path file) throws IOException {
        return new LogLines(file);
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     */
    public boolean advance() throws IOException {
        line.reset();
        int next = input.read();
        if (next < 0) {
            return false;
        }
        number++;
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST_LINE) {
                throw new IOException(file + ":" + number + ": the line is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
            next = input.read();
        }
        finished = next == '\n';
        return true;
    }

    /** The number of the line in the file, from 1. */
    public long number() {
        return number;
    }

    /** Whether the line has an end: else it is still being written, or broke off. */
    public boolean isFinished() {
        return finished;
    }

    /** The line without its end. */
    public String text() {
        return line.toString(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
