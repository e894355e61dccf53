package io.rolegate.backend.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A queue and its messages: delayed, then active, then inactive while somebody works on them, active again when the
 * visibility timeout ends, gone when deleted or when the retention period ends (ram.md §7). Times in milliseconds;
 * {@code now} comes from the caller. Confined to one event loop.
 */
final class Queue {
    private static final Comparator<Message> BY_PRIORITY = Comparator.<Message>comparingInt(message -> message.priority)
            .thenComparingLong(message -> message.sequence);
    private static final Comparator<Message> BY_VISIBILITY = Comparator.<Message>comparingLong(
                    message -> message.visibleAt)
            .thenComparingLong(message -> message.sequence);

    /** How many messages are in which state. */
    record Counts(int active, int inactive, int delayed) {}

    private final String name;
    private final long createTime;
    private final Storage storage;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final TreeSet<Message> active = new TreeSet<>(BY_PRIORITY);
    private final TreeSet<Message> waiting = new TreeSet<>(BY_VISIBILITY);
    private final Deque<Poller> pollers = new ArrayDeque<>();
    private QueueAttributes attributes;
    private long lastModifyTime;
    private long nextSequence;
    private int delayed;

    Queue(String name, QueueAttributes attributes, Storage storage, long now) {
        this.name = name;
        this.attributes = attributes;
        this.storage = storage;
        this.createTime = now;
        this.lastModifyTime = now;
    }

    String name() {
        return name;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    void setAttributes(QueueAttributes changed, long now) {
        attributes = changed;
        lastModifyTime = now;
    }

    long createTime() {
        return createTime;
    }

    long lastModifyTime() {
        return lastModifyTime;
    }

    /** Takes a message; QpsLimitExceeded where the account's memory is full. */
    Message send(MessageDraft draft, long now) {
        storage.reserve(MessageDraft.bytes(draft.body()));
        Message message = new Message(draft, nextSequence++, now, now + draft.delaySeconds() * 1000L);
        messages.put(message.id, message);
        if (message.state == Message.State.ACTIVE) {
            active.add(message);
        } else {
            waiting.add(message);
            delayed++;
        }
        return message;
    }

    /** Hands out up to {@code max} active messages and hides them for the queue's visibility timeout. */
    List<Delivery> receive(int max, long now) {
        advance(now);
        List<Delivery> deliveries = new ArrayList<>();
        while (deliveries.size() < max && !active.isEmpty()) {
            Message message = active.pollFirst();
            message.dequeueCount++;
            if (message.firstDequeueTime == 0) {
                message.firstDequeueTime = now;
            }
            deliveries.add(new Delivery(message, hide(message, attributes.visibilityTimeout(), now)));
        }
        return deliveries;
    }

    /** Shows up to {@code max} active messages and changes nothing. */
    List<Message> peek(int max, long now) {
        advance(now);
        return active.stream().limit(max).toList();
    }

    /** Deletes the message; MessageNotExist where the handle is no longer its current one. */
    void delete(ReceiptHandle handle, long now) {
        remove(held(handle, now));
    }

    /** Hides the message for so long from now on, under a new handle. */
    Delivery changeVisibility(ReceiptHandle handle, int timeoutSeconds, long now) {
        Message message = held(handle, now);
        unhide(message);
        return new Delivery(message, hide(message, timeoutSeconds, now));
    }

    /** Takes back what never reached its receiver, as if it had not been received. */
    void giveBack(List<Delivery> undelivered) {
        for (Delivery delivery : undelivered) {
            Message message = messages.get(delivery.handle().messageId());
            if (message != null && delivery.handle().equals(message.handle)) {
                unhide(message);
                message.dequeueCount--;
                if (message.dequeueCount == 0) {
                    message.firstDequeueTime = 0;
                }
                activate(message);
            }
        }
    }

    Counts counts(long now) {
        advance(now);
        return new Counts(active.size(), waiting.size() - delayed, delayed);
    }

    void join(Poller poller) {
        pollers.addLast(poller);
    }

    void leave(Poller poller) {
        pollers.remove(poller);
    }

    /** Gives active messages to those who wait, first come first served. */
    void servePollers(long now) {
        advance(now);
        while (!pollers.isEmpty() && !active.isEmpty()) {
            Poller poller = pollers.removeFirst();
            if (poller.isOpen()) {
                poller.deliver(receive(poller.batch(), now));
            }
        }
    }

    /** When the next hidden message shows, if anybody waits for it. */
    OptionalLong nextWake() {
        return pollers.isEmpty() || waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.first().visibleAt);
    }

    /** Frees the messages' memory and sends the pollers away. */
    void dispose() {
        messages.values().forEach(message -> storage.release(message.bytes));
        messages.clear();
        active.clear();
        waiting.clear();
        delayed = 0;
        while (!pollers.isEmpty()) {
            pollers.removeFirst().queueDeleted();
        }
    }

    /** Ends retention periods, delays and visibility timeouts that are over. */
    void advance(long now) {
        long oldest = now - attributes.messageRetentionPeriod() * 1000L;
        Iterator<Message> inOrder = messages.values().iterator();
        List<Message> expired = new ArrayList<>();
        while (inOrder.hasNext()) {
            Message message = inOrder.next();
            if (message.enqueueTime > oldest) {
                break;
            }
            expired.add(message);
        }
        expired.forEach(this::remove);
        while (!waiting.isEmpty() && waiting.first().visibleAt <= now) {
            Message message = waiting.first();
            unhide(message);
            activate(message);
        }
    }

    private Message held(ReceiptHandle handle, long now) {
        advance(now);
        Message message = messages.get(handle.messageId());
        if (message == null || !handle.equals(message.handle)) {
            throw MnsError.MESSAGE_NOT_EXIST.because("Message not exist.");
        }
        return message;
    }

    private ReceiptHandle hide(Message message, int seconds, long now) {
        ReceiptHandle handle = ReceiptHandle.fresh(message.id);
        message.handle = handle;
        message.visibleAt = now + seconds * 1000L;
        message.state = Message.State.INACTIVE;
        waiting.add(message);
        return handle;
    }

    private void unhide(Message message) {
        waiting.remove(message);
        if (message.state == Message.State.DELAYED) {
            delayed--;
        }
    }

    private void activate(Message message) {
        message.state = Message.State.ACTIVE;
        message.handle = null;
        active.add(message);
    }

    private void remove(Message message) {
        messages.remove(message.id);
        if (message.state == Message.State.ACTIVE) {
            active.remove(message);
        } else {
            unhide(message);
        }
        storage.release(message.bytes);
    }
}
