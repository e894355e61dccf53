package io.rolegate.backend.message;

import java.util.Optional;

/** A queue's subscription to a topic. Times in milliseconds. */
record Subscription(String name, Settings settings, long createTime, long lastModifyTime) {
    private static final int MAX_TAG = 16;

    /** What the subscriber chose. */
    record Settings(
            QueueEndpoint endpoint, Optional<String> filterTag, NotifyStrategy strategy, Notification.Format format) {

        static Settings of(XmlElement subscription, String region, String account) {
            return new Settings(
                    QueueEndpoint.parse(subscription.child("Endpoint").orElse(""), region, account),
                    tag("FilterTag", subscription.child("FilterTag")),
                    NotifyStrategy.parse(subscription.child("NotifyStrategy"), NotifyStrategy.BACKOFF_RETRY),
                    Notification.Format.parse(subscription.child("NotifyContentFormat")));
        }

        /** Whether these settings do the same, however the endpoint is spelled. */
        boolean matches(Settings other) {
            return endpoint.queue().equals(other.endpoint.queue())
                    && filterTag.equals(other.filterTag)
                    && strategy == other.strategy
                    && format == other.format;
        }
    }

    /** With another strategy or filter. The endpoint stays: whether it may be sent to was decided at Subscribe. */
    Subscription changedBy(XmlElement subscription, long now) {
        if (subscription.child("Endpoint").isPresent()
                || subscription.child("NotifyContentFormat").isPresent()) {
            throw MnsError.INVALID_ARGUMENT.because(
                    "Endpoint and NotifyContentFormat can't be changed; unsubscribe and subscribe again");
        }
        Optional<String> filter = subscription.child("FilterTag").isPresent()
                ? tag("FilterTag", subscription.child("FilterTag"))
                : settings.filterTag();
        Settings changed = new Settings(
                settings.endpoint(),
                filter,
                NotifyStrategy.parse(subscription.child("NotifyStrategy"), settings.strategy()),
                settings.format());
        return new Subscription(name, changed, createTime, now);
    }

    /** Whether a message with this tag is for this subscription; without a filter every message is. */
    boolean wants(Optional<String> messageTag) {
        return settings.filterTag().isEmpty() || settings.filterTag().equals(messageTag);
    }

    /** A tag of 16 characters at most; an empty one is none. */
    static Optional<String> tag(String field, Optional<String> text) {
        Optional<String> tag = text.map(String::trim).filter(value -> !value.isEmpty());
        if (tag.isPresent() && tag.get().length() > MAX_TAG) {
            throw MnsError.INVALID_ARGUMENT.because("The length of " + field + " should be at most " + MAX_TAG);
        }
        return tag;
    }
}
