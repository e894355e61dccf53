package io.rolegate.backend.message;

import java.util.Optional;

/**
 * A whole number that a caller may set within bounds.
 *
 * @param name as the protocol spells it, for messages
 */
record Range(String name, int min, int max) {
    static final Range DELAY_SECONDS = new Range("DelaySeconds", 0, 604_800);
    static final Range MAXIMUM_MESSAGE_SIZE = new Range("MaximumMessageSize", 1024, 65_536);
    static final Range MESSAGE_RETENTION_PERIOD = new Range("MessageRetentionPeriod", 60, 604_800);
    static final Range VISIBILITY_TIMEOUT = new Range("VisibilityTimeout", 1, 43_200);
    static final Range POLLING_WAIT_SECONDS = new Range("PollingWaitSeconds", 0, 30);
    static final Range WAIT_SECONDS = new Range("waitseconds", 0, 30);
    static final Range PRIORITY = new Range("Priority", 1, 16);
    static final Range BATCH = new Range("numOfMessages", 1, 16);
    static final Range PAGE = new Range("x-mns-ret-number", 1, 1000);

    /** The number in the text; InvalidArgument where it is none or out of range. */
    int parse(String text) {
        String trimmed = text.trim();
        if (trimmed.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(trimmed);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw MnsError.INVALID_ARGUMENT.because("The value of " + name + " should be between " + min + " and " + max);
    }

    int parse(Optional<String> text, int otherwise) {
        return text.isPresent() ? parse(text.get()) : otherwise;
    }

    /** A True or False in either case of letters, as SDKs write them. */
    static boolean flag(String name, Optional<String> text, boolean otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        String value = text.get().trim();
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return value.equalsIgnoreCase("true");
        }
        throw MnsError.INVALID_ARGUMENT.because("The value of " + name + " should be True or False");
    }
}
