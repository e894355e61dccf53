package io.rolegate.cli;

import io.rolegate.audit.AuditEvent;
import io.rolegate.audit.LogLines;
import io.rolegate.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The files of an audit log that a command reads, line by line. */
final class AuditFiles {
    @Option(
            names = "--audit",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of the audit log, of all nodes; the order doesn't matter.")
    private List<Path> files = new ArrayList<>();

    /** Gives each event to {@code events}; returns how many lines are none, such as one that was still being written. */
    long read(Consumer<AuditEvent> events) {
        long malformed = 0;
        for (Path file : files) {
            try {
                malformed += read(file, events, problem -> {});
            } catch (IOException e) {
                throw new ConfigException(file.toString(), "", "cannot be read: " + e);
            }
        }
        return malformed;
    }

    /**
     * Gives each event of {@code file} to {@code events}, and of each line that is none, where it is and why to {@code problems};
     * returns how many those are. Lines about the log itself are passed over.
     */
    static long read(Path file, Consumer<AuditEvent> events, Consumer<String> problems) throws IOException {
        long malformed = 0;
        try (LogLines lines = LogLines.open(file)) {
            while (lines.advance()) {
                String line = lines.text();
                if (AuditEvent.isMark(line)) {
                    continue;
                }
                AuditEvent event;
                try {
                    event = AuditEvent.parse(line);
                } catch (IllegalArgumentException noEvent) {
                    malformed++;
                    problems.accept(file + ":" + lines.number() + ": " + noEvent.getMessage());
                    continue;
                }
                events.accept(event);
            }
        }
        return malformed;
    }
}
