package io.rolegate.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says whether lines of an audit log were changed, added, moved or taken away since they were written. */
public final class ChainVerifier {

    private final HashChain chain;
    private final Consumer<Finding> findings;
    private long lines;
    private long first;
    private @Nullable ChainedLine last;

    /**
     * Something about a line.
     *
     * @param line its number in the file, from 1
     * @param isBroken whether the chain is broken; else it is only worth knowing
     */
    public record Finding(Path file, long line, String what, boolean isBroken) {}

    /** @param findings gets each as it is found */
    public ChainVerifier(ChainKey key, Consumer<Finding> findings) {
        this.chain = new HashChain(key, 0, HashChain.NO_HASH);
        this.findings = findings;
    }

    /** Verifies files as one log, in whatever order they are named. */
    public void verify(List<Path> files) throws IOException {
        record Begun(Path file, long sequence) {}
        List<Begun> ordered = new ArrayList<>();
        for (Path file : files) {
            ordered.add(new Begun(file, firstSequence(file)));
        }
        ordered.sort(Comparator.comparingLong(Begun::sequence));
        for (Begun begun : ordered) {
            verify(begun.file());
        }
    }

    /** The number of the first line seen; 0 for none. */
    public long first() {
        return first;
    }

    /** The number of the last line seen; 0 for none. */
    public long last() {
        return last == null ? 0 : last.sequence();
    }

    /** How many lines have a place in the chain. */
    public long lines() {
        return lines;
    }

    /** Whether the last line seen says that the process that wrote it wrote all it had. */
    public boolean isEnded() {
        return last != null && last.mark() == ChainMark.END;
    }

    private static long firstSequence(Path file) throws IOException {
        try (LogLines lines = LogLines.open(file)) {
            while (lines.advance()) {
                Optional<ChainedLine> line = ChainedLine.of(lines.bytes());
                if (line.isPresent()) {
                    return line.get().sequence();
                }
            }
        }
        return Long.MAX_VALUE;
    }

    private void verify(Path file) throws IOException {
        try (LogLines lines = LogLines.open(file)) {
            while (lines.advance()) {
                byte[] bytes = lines.bytes();
                Optional<ChainedLine> line = ChainedLine.of(bytes);
                if (line.isPresent()) {
                    take(new Place(file, lines.number()), line.get(), bytes);
                } else {
                    report(new Place(file, lines.number()), lines);
                }
            }
        }
    }

    private record Place(Path file, long line) {}

    private void report(Place place, LogLines lines) {
        if (isWhole(lines.text())) {
            broken(place, "it has no place in the chain: it was added, or its end was changed");
        } else {
            note(
                    place,
                    lines.isFinished()
                            ? "it broke off while it was written"
                            : "it is still being written, or broke off");
        }
    }

    private static boolean isWhole(String text) {
        try {
            new JsonObject(text);
            return true;
        } catch (DecodeException torn) {
            return false;
        }
    }

    private void take(Place place, ChainedLine line, byte[] bytes) {
        ChainedLine before = last;
        if (before == null) {
            first = line.sequence();
            if (line.mark() == null) {
                note(
                        place,
                        "what stands before line " + first
                                + " of the log isn't here, so this line itself can't be checked");
            } else {
                if (line.sequence() != 1) {
                    note(place, "what stands before line " + first + " of the log isn't here");
                }
                checkHash(place, line, line.previousHash(), bytes);
            }
        } else if (line.sequence() != before.sequence() + 1) {
            broken(place, misplaced(line.sequence(), before.sequence()));
        } else {
            checkHash(place, line, before.hash(), bytes);
        }
        if (before != null && line.mark() == ChainMark.BEGIN && before.mark() != ChainMark.END) {
            note(place, "the process before did not end in order: lines may be missing before this one");
        }
        lines++;
        last = line;
    }

    private static String misplaced(long sequence, long before) {
        return sequence > before
                ? "lines " + (before + 1) + " to " + (sequence - 1) + " of the log are missing before it"
                : "it is line " + sequence + " of the log, but stands behind line " + before;
    }

    private void checkHash(Place place, ChainedLine line, String previousHash, byte[] bytes) {
        chain.after(previousHash);
        String hash = chain.link(bytes, 0, line.signedLength());
        if (!MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), line.hash().getBytes(StandardCharsets.ISO_8859_1))) {
            broken(
                    place,
                    line.mark() != null && !line.text().contains("\"keyId\":\"" + chain.keyId() + '"')
                            ? "it was written under another key"
                            : "its hash doesn't fit: it or the hash of the line before it was changed");
        }
    }

    private void broken(Place place, String what) {
        findings.accept(new Finding(place.file(), place.line(), what, true));
    }

    private void note(Place place, String what) {
        findings.accept(new Finding(place.file(), place.line(), what, false));
    }
}
