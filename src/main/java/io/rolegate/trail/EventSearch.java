package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.audit.BackwardLines;
import io.rolegate.audit.RotatedFiles;
import io.rolegate.identity.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search through a node's own audit files, from the newest line back: those that ended last come first. It reads no more
 * than so many bytes; what it then didn't get to is for the next page.
 */
final class EventSearch {

    /** How much later than it ended an event can stand in the file. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final EventFilter filter;
    private final String mention;
    private final int maxItems;
    private final long maxBytes;
    private final List<AuditEvent> found = new ArrayList<>();
    private long read;
    private boolean exhausted;

    /**
     * Where a search goes on: with what stands before {@code offset} in the file of that key.
     *
     * @param fileKey what the file system knows the file by, whatever it is called
     */
    private record Place(String fileKey, long offset) {

        static Place parse(String marker) {
            int separator = marker.lastIndexOf('@');
            return new Place(marker.substring(0, separator), Long.parseLong(marker.substring(separator + 1)));
        }

        String marker() {
            return fileKey + '@' + offset;
        }
    }

    /**
     * @param mention a text that every line that is looked for holds; others are not even parsed
     * @param maxBytes how much of the files to read
     */
    EventSearch(EventFilter filter, String mention, int maxItems, long maxBytes) {
        this.filter = filter;
        this.mention = mention;
        this.maxItems = maxItems;
        this.maxBytes = maxBytes;
    }

    /** Whether a marker is one that {@link #run} gives. */
    static boolean isMarker(String marker) {
        return marker.matches(".+@\\d{1,18}");
    }

    /**
     * Searches.
     *
     * @param marker where to go on, null for the newest event
     * @throws NoSuchFileException if the file that the marker is in isn't kept any more
     */
    Page<AuditEvent> run(Path current, @Nullable String marker) throws IOException {
        Place from = marker == null ? null : Place.parse(marker);
        Place next = null;
        for (Path file : RotatedFiles.newestFirst(current)) {
            String key = key(file);
            if (from != null && !from.fileKey().equals(key)) {
                continue;
            }
            next = search(file, key, from == null ? Long.MAX_VALUE : from.offset());
            from = null;
            if (next != null || exhausted) {
                break;
            }
        }
        if (from != null) {
            throw new NoSuchFileException(current.toString());
        }
        return new Page<>(found, next == null ? null : next.marker());
    }

    /** Where to go on if there was enough, null if the whole file was read. */
    private @Nullable Place search(Path file, String key, long before) throws IOException {
        try (BackwardLines lines = BackwardLines.open(file, before)) {
            for (BackwardLines.Line line = lines.next(); line != null; line = lines.next()) {
                read += line.text().length();
                take(line.text());
                if (exhausted) {
                    return null;
                }
                if (found.size() == maxItems || read >= maxBytes) {
                    return new Place(key, line.offset());
                }
            }
            return null;
        }
    }

    private void take(String line) {
        if (!line.contains(mention)) {
            return;
        }
        AuditEvent event;
        try {
            event = AuditEvent.parse(line);
        } catch (IllegalArgumentException torn) {
            return;
        }
        exhausted = isBefore(event, filter.since());
        if (!exhausted && filter.admits(event)) {
            found.add(event);
        }
    }

    /** Whether whatever stands before this event began before that time too. */
    private static boolean isBefore(AuditEvent event, @Nullable Instant since) {
        if (since == null) {
            return false;
        }
        Instant ended = event.time().plusNanos(event.number("latencyMicros") * 1000);
        return ended.plus(LATE).isBefore(since);
    }

    private static String key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime().toString() : key.toString();
    }
}
