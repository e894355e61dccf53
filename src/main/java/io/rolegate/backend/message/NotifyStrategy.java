package io.rolegate.backend.message;

import java.util.Optional;
import java.util.OptionalLong;

/** How often, and how far apart, a delivery that failed is tried again (ram.md §7). */
enum NotifyStrategy {
    /** Three times, 10 to 20 seconds apart. */
    BACKOFF_RETRY {
        @Override
        OptionalLong pauseMillis(int failures) {
            return failures > 3 ? OptionalLong.empty() : OptionalLong.of(5000L * (failures + 1));
        }
    },
    /** 176 times over a day, 1 second apart at first and 512 at last. */
    EXPONENTIAL_DECAY_RETRY {
        @Override
        OptionalLong pauseMillis(int failures) {
            return failures > 176 ? OptionalLong.empty() : OptionalLong.of(1000L << Math.min(failures - 1, 9));
        }
    };

    /** What to wait after so many failures, at least one; empty where to give up. */
    abstract OptionalLong pauseMillis(int failures);

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
