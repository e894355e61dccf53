package io.rolegate.backend.message;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets receivers wait at queues. Timers only wake it up; what is due is decided by the clock. Confined to one event
 * loop.
 */
final class LongPolling {
    /** The clock need not run as fast as the timers do, so a queue with pollers is looked at once a second at least. */
    private static final long MAX_NAP_MILLIS = 1000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final Map<Queue, Long> alarms = new HashMap<>();

    LongPolling(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Waits for messages until somebody sends some, the time is over or the receiver goes away. Fails with
     * MessageNotExist or QueueNotExist.
     */
    Future<List<Delivery>> await(Queue queue, HttpServerResponse receiver, int batch, int seconds) {
        Wait wait = new Wait(receiver, batch);
        long timer = vertx.setTimer(seconds * 1000L, id -> wait.fail(MnsError.MESSAGE_NOT_EXIST));
        receiver.closeHandler(closed -> wait.fail(MnsError.MESSAGE_NOT_EXIST));
        queue.join(wait);
        arm(queue);
        return wait.result.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            queue.leave(wait);
            arm(queue);
        });
    }

    /** To be called after each change that may have made a message visible or moved the next such moment. */
    void queueChanged(Queue queue) {
        queue.servePollers(clock.millis());
        arm(queue);
    }

    private void arm(Queue queue) {
        Long previous = alarms.remove(queue);
        if (previous != null) {
            vertx.cancelTimer(previous);
        }
        queue.nextWake().ifPresent(due -> {
            long nap = Math.max(1, Math.min(MAX_NAP_MILLIS, due - clock.millis()));
            alarms.put(queue, vertx.setTimer(nap, id -> queueChanged(queue)));
        });
    }

    /** One waiting receiver. */
    private static final class Wait implements Poller {
        private final Promise<List<Delivery>> result = Promise.promise();
        private final HttpServerResponse receiver;
        private final int batch;

        Wait(HttpServerResponse receiver, int batch) {
            this.receiver = receiver;
            this.batch = batch;
        }

        @Override
        public int batch() {
            return batch;
        }

        @Override
        public boolean isOpen() {
            return !result.future().isComplete() && !receiver.closed();
        }

        @Override
        public void deliver(List<Delivery> deliveries) {
            result.complete(deliveries);
        }

        @Override
        public void queueDeleted() {
            fail(MnsError.QUEUE_NOT_EXIST);
        }

        private void fail(MnsError error) {
            result.tryFail(
                    error.because(error == MnsError.QUEUE_NOT_EXIST ? "The queue was deleted." : "Message not exist."));
        }
    }
}
