package io.rolegate.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a chain has got to.
 *
 * @param sequence the last line's number; 0 before the first
 * @param hash the last line's hash
 */
record ChainHead(long sequence, String hash) {

    static final ChainHead NONE = new ChainHead(0, HashChain.NO_HASH);

    /** The head of what a log's files hold: of the last line that has a place in the chain. */
    static ChainHead of(Path current) throws IOException {
        List<Path> files = RotatedFiles.newestFirst(current);
        for (Path file : files) {
            try (BackwardLines lines = BackwardLines.open(file, Long.MAX_VALUE)) {
                for (BackwardLines.Line line = lines.next(); line != null; line = lines.next()) {
                    Optional<ChainedLine> last = ChainedLine.of(line.text().getBytes(StandardCharsets.UTF_8));
                    if (last.isPresent()) {
                        return new ChainHead(last.get().sequence(), last.get().hash());
                    }
                }
            }
        }
        return NONE;
    }
}
