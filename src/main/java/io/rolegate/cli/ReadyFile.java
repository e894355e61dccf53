package io.rolegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells scripts that every listener answers, and where (design, section 10). It may hold secrets, so only its owner can read it. */
final class ReadyFile {
    private final @Nullable Path file;

    ReadyFile(@Nullable Path file) {
        this.file = file;
    }

    /** Writes the file in one step: whoever sees it sees all of it. */
    void write(JsonObject content) throws IOException {
        if (file == null) {
            return;
        }
        PrivateFile.write(file, content.encodePrettily() + "\n");
    }

    void remove() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
