package io.rolegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
        Path target = file.toAbsolutePath();
        Path draft = Files.createTempFile(
                target.getParent(),
                ".ready",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content.encodePrettily() + "\n");
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
