package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.MovableClock;
import io.rolegate.backend.ServiceCaller;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be delivered is tried again. */
class NotificationDeliveryTest {
    private static final String ACCOUNT = "1000000000000001";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private ServiceCaller caller;

    @BeforeEach
    void start() throws Exception {
        AssertionIssuer issuer = new AssertionIssuer(vertx);
        MessageServiceVerticle service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()), clock);
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        caller = new ServiceCaller(service.url(), MessageServiceVerticle.AUDIENCE, ACCOUNT, issuer);
        caller.send("PUT", "/topics/t", "");
        caller.send(
                "PUT",
                "/topics/t/subscriptions/s",
                """
                <Subscription><Endpoint>acs:mns:cn-hangzhou:%s:queues/q</Endpoint>\
                <NotifyContentFormat>SIMPLIFIED</NotifyContentFormat></Subscription>"""
                        .formatted(ACCOUNT));
        caller.send("POST", "/topics/t/messages", "<Message><MessageBody>hello</MessageBody></Message>");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void queueThatIsThereInTimeGetsTheMessage() throws Exception {
        assertThat(undelivered()).isOne();
        caller.send("PUT", "/queues/q", "");

        clock.advance(Duration.ofSeconds(11));

        assertThat(caller.get("/queues/q/messages?waitseconds=10").body()).contains("<MessageBody>hello</MessageBody>");
        assertThat(undelivered()).isZero();
    }

    @Test
    void messageIsLostWhenItsTriesAreUsedUp() throws Exception {
        assertThat(undelivered()).isOne();

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            clock.advance(Duration.ofSeconds(20));
            return undelivered() == 0;
        });
        caller.send("PUT", "/queues/q", "");
        assertThat(caller.get("/queues/q/messages").statusCode()).isEqualTo(404);
    }

    @Test
    void unsubscribedQueueGetsNoRetries() throws Exception {
        caller.delete("/topics/t/subscriptions/s");
        caller.send("PUT", "/queues/q", "");

        clock.advance(Duration.ofSeconds(11));

        await().atMost(Duration.ofSeconds(10)).until(() -> undelivered() == 0);
        assertThat(caller.get("/queues/q/messages").statusCode()).isEqualTo(404);
    }

    @Test
    void decayingRetriesLastADay() {
        long seconds = IntStream.rangeClosed(1, 176)
                        .mapToLong(failures -> NotifyStrategy.EXPONENTIAL_DECAY_RETRY
                                .pauseMillis(failures)
                                .orElseThrow())
                        .sum()
                / 1000;

        assertThat(seconds).isBetween(85_000L, 86_400L);
        assertThat(NotifyStrategy.EXPONENTIAL_DECAY_RETRY.pauseMillis(177)).isEmpty();
        assertThat(NotifyStrategy.BACKOFF_RETRY.pauseMillis(1)).isEqualTo(OptionalLong.of(10_000));
        assertThat(NotifyStrategy.BACKOFF_RETRY.pauseMillis(3)).isEqualTo(OptionalLong.of(20_000));
        assertThat(NotifyStrategy.BACKOFF_RETRY.pauseMillis(4)).isEmpty();
    }

    private int undelivered() throws Exception {
        return Integer.parseInt(
                caller.get("/topics/t").body().replaceAll("(?s).*<MessageCount>(\\d+)</MessageCount>.*", "$1"));
    }
}
