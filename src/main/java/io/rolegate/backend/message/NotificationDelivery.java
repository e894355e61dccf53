package io.rolegate.backend.message;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a topic's messages to the subscribed queues. Where a queue is not there or the account's memory is full, it is
 * tried again as the subscription's strategy says, for as long as topic and subscription exist. Timers only wake it up;
 * what is due is decided by the clock. Confined to one event loop.
 */
final class NotificationDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationDelivery.class);
    /** So that what can't be delivered does not fill the process: none of it counts as the account's memory. */
    private static final int MAX_UNDELIVERED = 200;

    private static final long MAX_NAP_MILLIS = 1000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final LongPolling polling;
    private final PriorityQueue<Undelivered> undelivered =
            new PriorityQueue<>(Comparator.comparingLong(Undelivered::due));
    private OptionalLong alarm = OptionalLong.empty();

    private record Undelivered(Account account, Topic topic, Notification notification, int failures, long due) {}

    NotificationDelivery(Vertx vertx, InstantSource clock, LongPolling polling) {
        this.vertx = vertx;
        this.clock = clock;
        this.polling = polling;
    }

    /** A failure costs the subscription time or the message, never the publisher the call. */
    void deliver(Account account, Topic topic, Subscription subscription, Notification notification) {
        attempt(account, topic, subscription, notification, 0);
        arm();
    }

    private void attempt(
            Account account, Topic topic, Subscription subscription, Notification notification, int failures) {
        if (!send(account, subscription, notification)) {
            OptionalLong pause = subscription.settings().strategy().pauseMillis(failures + 1);
            if (pause.isEmpty() || topic.undelivered() >= MAX_UNDELIVERED) {
                LOG.warn("a message of topic {} is lost to {}", topic.name(), subscription.name());
                return;
            }
            topic.countUndelivered(1);
            undelivered.add(
                    new Undelivered(account, topic, notification, failures + 1, clock.millis() + pause.getAsLong()));
        }
    }

    private boolean send(Account account, Subscription subscription, Notification notification) {
        Queue queue = account.queues().get(subscription.settings().endpoint().queue());
        if (queue == null) {
            return false;
        }
        String body = subscription.settings().format().render(notification);
        try {
            queue.send(MessageDraft.notification(body, queue.attributes()), clock.millis());
        } catch (MnsException e) {
            return false;
        }
        polling.queueChanged(queue);
        return true;
    }

    private void retryDue() {
        alarm = OptionalLong.empty();
        long now = clock.millis();
        for (Undelivered next = undelivered.peek(); next != null && next.due() <= now; next = undelivered.peek()) {
            undelivered.remove();
            next.topic().countUndelivered(-1);
            retry(next);
        }
        arm();
    }

    private void retry(Undelivered retried) {
        boolean topicStays = retried.account().topics().get(retried.topic().name()) == retried.topic();
        Subscription subscription =
                retried.topic().subscriptions().get(retried.notification().subscriptionName());
        long age = clock.millis() - retried.notification().publishTime();
        if (topicStays && subscription != null && age < Topic.RETENTION_SECONDS * 1000L) {
            attempt(retried.account(), retried.topic(), subscription, retried.notification(), retried.failures());
        }
    }

    private void arm() {
        alarm.ifPresent(vertx::cancelTimer);
        Undelivered next = undelivered.peek();
        alarm = next == null
                ? OptionalLong.empty()
                : OptionalLong.of(vertx.setTimer(
                        Math.max(1, Math.min(MAX_NAP_MILLIS, next.due() - clock.millis())), id -> retryDue()));
    }
}
