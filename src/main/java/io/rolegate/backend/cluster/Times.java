package io.rolegate.backend.cluster;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes times as the service does: ISO with the offset of its home. */
final class Times {
    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    private Times() {}

    static String iso(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(OFFSET));
    }
}
