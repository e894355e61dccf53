package io.rolegate.gateway.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the meters show at one moment, since the process began.
 *
 * @param requests by outcome
 * @param denials by cause
 */
record Reading(Map<String, Long> requests, Map<String, Long> denials, Distribution duration, Distribution lag) {
    static Reading of(MeterRegistry registry) {
        return new Reading(
                counts(registry, "rolegate.requests", "outcome"),
                counts(registry, "rolegate.denials", "cause"),
                Distribution.of(registry.find("rolegate.request.duration").timers()),
                Distribution.of(registry.find("rolegate.revocation.lag").timers()));
    }

    private static Map<String, Long> counts(MeterRegistry registry, String name, String label) {
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : registry.find(name).counters()) {
            counts.merge(String.valueOf(counter.getId().getTag(label)), (long) counter.count(), Long::sum);
        }
        return counts;
    }

    /** What was counted since an earlier reading, without what was not. */
    static Map<String, Long> since(Map<String, Long> earlier, Map<String, Long> now) {
        Map<String, Long> added = new TreeMap<>();
        now.forEach((label, count) -> {
            long more = count - earlier.getOrDefault(label, 0L);
            if (more > 0) {
                added.put(label, more);
            }
        });
        return added;
    }
}
