package io.rolegate.cli;

import io.rolegate.audit.AuditEvent;
import io.rolegate.config.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** Gives each record to {@code receiver}; returns how many lines are none, such as one that was still being written. */
    long read(Consumer<AuditEvent> receiver) {
        long unreadable = 0;
        for (Path file : files) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    unreadable += give(line, receiver) ? 0 : 1;
                }
            } catch (IOException e) {
                throw new ConfigException(file.toString(), "", "cannot be read: " + e);
            }
        }
        return unreadable;
    }

    private static boolean give(String line, Consumer<AuditEvent> receiver) {
        AuditEvent event;
        try {
            event = AuditEvent.parse(line);
        } catch (IllegalArgumentException noRecord) {
            return line.isEmpty();
        }
        receiver.accept(event);
        return true;
    }
}
