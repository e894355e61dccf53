package io.rolegate.backend.message;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Everything one account owns; nothing in it is reachable from another account. */
final class Account {
    private final String id;
    private final String orderId = ReceiptHandle.randomHex();
    private final Storage storage = new Storage();
    private final NavigableMap<String, Queue> queues = new TreeMap<>();
    private final NavigableMap<String, Topic> topics = new TreeMap<>();
    private String loggingBucket = "";

    Account(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The order by which the account came to use the service. */
    String orderId() {
        return orderId;
    }

    Storage storage() {
        return storage;
    }

    NavigableMap<String, Queue> queues() {
        return queues;
    }

    NavigableMap<String, Topic> topics() {
        return topics;
    }

    String loggingBucket() {
        return loggingBucket;
    }

    void setLoggingBucket(String bucket) {
        loggingBucket = bucket;
    }

    /** The queue; QueueNotExist where there is none. */
    Queue queue(String name) {
        Queue found = queues.get(Names.queue(name));
        if (found == null) {
            throw MnsError.QUEUE_NOT_EXIST.because("The queue name you provided is not exist.");
        }
        return found;
    }

    /** The topic; TopicNotExist where there is none. */
    Topic topic(String name) {
        Topic found = topics.get(Names.topic(name));
        if (found == null) {
            throw MnsError.TOPIC_NOT_EXIST.because("The topic name you provided is not exist.");
        }
        return found;
    }

    /** Drops messages whose retention has ended, where memory is short. */
    void makeRoom(long now) {
        if (storage.isTight()) {
            queues.values().forEach(queue -> queue.advance(now));
        }
    }
}
