package io.rolegate.backend.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.MovableClock;
import io.rolegate.backend.ServiceCaller;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongPollingTest {
    private static final String ACCOUNT = "1000000000000001";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private AssertionIssuer issuer;
    private MessageServiceVerticle service;
    private ServiceCaller caller;

    @BeforeEach
    void start() throws Exception {
        issuer = new AssertionIssuer(vertx);
        service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()), clock);
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        caller = new ServiceCaller(service.url(), MessageServiceVerticle.AUDIENCE, ACCOUNT, issuer);
        caller.send("PUT", "/queues/q", "");
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void pollerGetsWhatIsSentMeanwhile() throws Exception {
        CompletableFuture<HttpResponse<String>> poll =
                caller.sendAsync("GET", "/queues/q/messages?numOfMessages=16&waitseconds=30");
        caller.get("/queues/q");
        send("wake up");

        assertThat(poll.get(10, TimeUnit.SECONDS).body()).contains("<Messages", "wake up");
    }

    @Test
    void emptyPollEndsInTimeByTheQueuesOwnSetting() throws Exception {
        caller.send("PUT", "/queues/q?metaoverride=true", "<Queue><PollingWaitSeconds>1</PollingWaitSeconds></Queue>");

        long started = System.nanoTime();
        HttpResponse<String> waited = caller.get("/queues/q/messages");
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(waited.statusCode()).isEqualTo(404);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        started = System.nanoTime();
        caller.get("/queues/q/messages?waitseconds=0");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void pollerGetsMessagesThatShowAgain() throws Exception {
        send("come back");
        caller.get("/queues/q/messages");
        CompletableFuture<HttpResponse<String>> poll = caller.sendAsync("GET", "/queues/q/messages?waitseconds=30");
        caller.get("/queues/q");

        clock.advance(Duration.ofSeconds(31));

        assertThat(poll.get(10, TimeUnit.SECONDS).body()).contains("<DequeueCount>2</DequeueCount>");
    }

    @Test
    void disconnectedPollerSwallowsNothing() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            String request = "GET /queues/q/messages?waitseconds=30 HTTP/1.1\r\nHost: x\r\n" + AssertionVerifier.HEADER
                    + ": " + issuer.assertion(MessageServiceVerticle.AUDIENCE, ACCOUNT) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            caller.get("/queues/q");
        }
        caller.get("/queues/q");
        send("still here");

        assertThat(caller.get("/queues/q/messages?waitseconds=5").body())
                .contains("still here", "<DequeueCount>1</DequeueCount>");
    }

    @Test
    void eachMessageGoesToOnePoller() throws Exception {
        CompletableFuture<HttpResponse<String>> first = caller.sendAsync("GET", "/queues/q/messages?waitseconds=30");
        CompletableFuture<HttpResponse<String>> second = caller.sendAsync("GET", "/queues/q/messages?waitseconds=30");
        caller.get("/queues/q");
        send("one");
        send("two");

        String both = first.get(10, TimeUnit.SECONDS).body()
                + second.get(10, TimeUnit.SECONDS).body();

        assertThat(both).containsOnlyOnce("<MessageBody>one<").containsOnlyOnce("<MessageBody>two<");
    }

    @Test
    void deletedQueueSendsItsPollersAway() throws Exception {
        CompletableFuture<HttpResponse<String>> poll = caller.sendAsync("GET", "/queues/q/messages?waitseconds=30");
        caller.get("/queues/q");
        caller.delete("/queues/q");

        assertThat(poll.get(10, TimeUnit.SECONDS).body()).contains("QueueNotExist");
    }

    private void send(String body) throws Exception {
        caller.send("POST", "/queues/q/messages", MessageServiceTest.message(body, ""));
    }
}
