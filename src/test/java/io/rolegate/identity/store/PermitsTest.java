package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private static final Vertx VERTX = Vertx.vertx();

    private final Permits permits = new Permits(2);

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void whoeverComesAfterTheLastOneWaitsForItsReturn() {
        permits.acquire(VERTX);
        permits.acquire(VERTX);
        Future<Void> third = permits.acquire(VERTX);
        assertThat(third.isComplete()).isFalse();

        permits.release();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(third::succeeded);
    }

    @Test
    void closingWaitsForEveryPermitThatIsOut() {
        permits.acquire(VERTX);
        permits.acquire(VERTX);
        Future<Void> closed = permits.close();

        permits.release();
        assertThat(closed.isComplete()).isFalse();
        permits.release();

        assertThat(closed.succeeded()).isTrue();
        assertThat(new Permits(1).close().succeeded()).isTrue();
    }

    @Test
    void closedOneLetsNobodyIn() {
        permits.acquire(VERTX);
        permits.acquire(VERTX);
        Future<Void> waiting = permits.acquire(VERTX);

        permits.close();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(waiting::failed);
        assertThat(waiting.cause()).isInstanceOf(StoreUnavailableException.class);
        permits.release();
        assertThat(permits.acquire(VERTX).cause()).isInstanceOf(StoreUnavailableException.class);
    }
}
