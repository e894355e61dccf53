package io.rolegate.gateway.live;

import java.time.Instant;
import java.util.Map;

/**
 * What happened within one interval.
 *
 * @param end of the interval
 * @param requests that ended, by outcome
 * @param denials by cause
 * @param lag from the commit of changes until this node applied them
 */
record LiveSample(
        Instant end, Map<String, Long> requests, Map<String, Long> denials, Distribution duration, Distribution lag) {
    static LiveSample between(Reading earlier, Reading now, Instant end) {
        return new LiveSample(
                end,
                Reading.since(earlier.requests(), now.requests()),
                Reading.since(earlier.denials(), now.denials()),
                now.duration().since(earlier.duration()),
                now.lag().since(earlier.lag()));
    }
}
