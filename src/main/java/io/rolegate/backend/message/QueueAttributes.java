package io.rolegate.backend.message;

/** What an owner sets on a queue: periods in seconds, sizes in bytes (ram.md §7). */
record QueueAttributes(
        int delaySeconds,
        int maximumMessageSize,
        int messageRetentionPeriod,
        int visibilityTimeout,
        int pollingWaitSeconds,
        boolean loggingEnabled) {

    static final QueueAttributes DEFAULT = new QueueAttributes(0, 65_536, 345_600, 30, 0, false);

    /** These attributes, save what the {@code Queue} element sets. */
    QueueAttributes overriddenBy(XmlElement queue) {
        return new QueueAttributes(
                Range.DELAY_SECONDS.parse(queue.child("DelaySeconds"), delaySeconds),
                Range.MAXIMUM_MESSAGE_SIZE.parse(queue.child("MaximumMessageSize"), maximumMessageSize),
                Range.MESSAGE_RETENTION_PERIOD.parse(queue.child("MessageRetentionPeriod"), messageRetentionPeriod),
                Range.VISIBILITY_TIMEOUT.parse(queue.child("VisibilityTimeout"), visibilityTimeout),
                Range.POLLING_WAIT_SECONDS.parse(queue.child("PollingWaitSeconds"), pollingWaitSeconds),
                Range.flag("LoggingEnabled", queue.child("LoggingEnabled"), loggingEnabled));
    }

    void write(XmlWriter xml) {
        xml.number("DelaySeconds", delaySeconds)
                .number("MaximumMessageSize", maximumMessageSize)
                .number("MessageRetentionPeriod", messageRetentionPeriod)
                .number("VisibilityTimeout", visibilityTimeout)
                .number("PollingWaitSeconds", pollingWaitSeconds)
                .text("LoggingEnabled", loggingEnabled ? "True" : "False");
    }
}
