package io.rolegate.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a chain has got to.
 *
 * @param sequence the last line's number; 0 before the first
 * @param hash the last line's hash
 */
record ChainHead(long sequence, String hash) {

    static final ChainHead NONE = new ChainHead(0, HashChain.NO_HASH);

    /** The head of what a log's files hold: of the last line that has a number. */
    static ChainHead of(Path current) throws IOException {
        List<Path> files = RotatedFiles.newestFirst(current);
        for (Path file : files) {
            try (BackwardLines lines = BackwardLines.open(file, Long.MAX_VALUE)) {
                for (BackwardLines.Line line = lines.next(); line != null; line = lines.next()) {
                    ChainHead head = of(line.text());
                    if (head.sequence() > 0) {
                        return head;
                    }
                }
            }
        }
        return NONE;
    }

    private static ChainHead of(String line) {
        try {
            JsonObject fields = new JsonObject(line);
            if (fields.getValue("sequence") instanceof Number number
                    && fields.getValue("hash") instanceof String hash) {
                return new ChainHead(number.longValue(), hash);
            }
        } catch (DecodeException torn) {
            return NONE;
        }
        return NONE;
    }
}
