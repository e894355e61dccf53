package io.rolegate.backend.message;

import java.util.List;

/** A receiver that waits at a queue. */
interface Poller {
    /** How many messages it takes at most. */
    int batch();

    /** Whether somebody still listens; a message must not go to a poller that is gone. */
    boolean isOpen();

    /** Hands over at least one message; the poller has left the queue. */
    void deliver(List<Delivery> deliveries);

    /** The queue was deleted; the poller has left it. */
    void queueDeleted();
}
