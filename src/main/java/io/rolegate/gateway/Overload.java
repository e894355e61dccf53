package io.rolegate.gateway;

import java.time.Duration;

/** What a node can have too much of. */
enum Overload {
    IN_PROGRESS("requests_in_progress"),
    DELAY("event_loop_delay"),
    BODY_MEMORY("body_memory");

    private final String label;

    Overload(String label) {
        this.label = label;
    }

    Deferral deferral() {
        return new Deferral(Deferral.Kind.NODE, label, Duration.ofSeconds(1));
    }
}
