package io.rolegate.backend.message;

import java.util.Optional;

/** How often a failed push is tried again. Kept and shown; delivery to a queue in this process does not fail for a while. */
enum NotifyStrategy {
    BACKOFF_RETRY,
    EXPONENTIAL_DECAY_RETRY;

    static NotifyStrategy parse(Optional<String> text, NotifyStrategy otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        String wanted = text.get().trim();
        for (NotifyStrategy strategy : values()) {
            if (strategy.name().equals(wanted)) {
                return strategy;
            }
        }
        throw MnsError.INVALID_ARGUMENT.because(
                "The value of NotifyStrategy should be BACKOFF_RETRY or EXPONENTIAL_DECAY_RETRY");
    }
}
