package io.rolegate.backend.message;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A topic and its subscriptions. Times in milliseconds. Confined to one event loop. */
final class Topic {
    /** A topic's retention can't be set (ram.md §7). */
    static final int RETENTION_SECONDS = 86_400;

    /** What an owner sets on a topic. */
    record Attributes(int maximumMessageSize, boolean loggingEnabled) {
        static final Attributes DEFAULT = new Attributes(65_536, false);

        Attributes overriddenBy(XmlElement topic) {
            return new Attributes(
                    Range.MAXIMUM_MESSAGE_SIZE.parse(topic.child("MaximumMessageSize"), maximumMessageSize),
                    Range.flag("LoggingEnabled", topic.child("LoggingEnabled"), loggingEnabled));
        }
    }

    private final String name;
    private final long createTime;
    private final NavigableMap<String, Subscription> subscriptions = new TreeMap<>();
    private Attributes attributes;
    private long lastModifyTime;
    private int undelivered;

    Topic(String name, Attributes attributes, long now) {
        this.name = name;
        this.attributes = attributes;
        this.createTime = now;
        this.lastModifyTime = now;
    }

    String name() {
        return name;
    }

    Attributes attributes() {
        return attributes;
    }

    void setAttributes(Attributes changed, long now) {
        attributes = changed;
        lastModifyTime = now;
    }

    long createTime() {
        return createTime;
    }

    long lastModifyTime() {
        return lastModifyTime;
    }

    /** How many deliveries of its messages are still to be tried again. */
    int undelivered() {
        return undelivered;
    }

    void countUndelivered(int change) {
        undelivered += change;
    }

    NavigableMap<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** The subscription; SubscriptionNotExist where there is none. */
    Subscription subscription(String subscriptionName) {
        Subscription found = subscriptions.get(Names.subscription(subscriptionName));
        if (found == null) {
            throw MnsError.SUBSCRIPTION_NOT_EXIST.because("The subscription you provided does not exist.");
        }
        return found;
    }
}
