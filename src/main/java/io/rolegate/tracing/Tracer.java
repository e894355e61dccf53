package io.rolegate.tracing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins traces and sends their spans to a collector, as OTLP over HTTP in JSON, in batches once a second. What the collector
 * doesn't take, or what is too much to wait for it, is dropped and counted: requests never wait for it.
 */
public final class Tracer {

    private static final Logger LOG = LoggerFactory.getLogger(Tracer.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 16_384;
    private static final int MOST_AT_ONCE = 1024;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private final @Nullable URI endpoint;
    private final int sampledPercent;
    private final Queue<Span> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private boolean failing;

    public Tracer(TracingSettings settings) {
        this.endpoint = settings.endpoint();
        this.sampledPercent = settings.sampledPercent();
    }

    /** Sends spans from now on; nothing where they are switched off. */
    public void begin(Vertx vertx) {
        URI address = endpoint;
        if (address == null) {
            return;
        }
        WebClient client = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout((int) TIMEOUT.toMillis()));
        vertx.setTimer(INTERVAL.toMillis(), tick -> send(vertx, client, address));
    }

    /** The trace of a request; null where spans are switched off. */
    public @Nullable Trace trace(MultiMap headers, Instant start) {
        return endpoint == null ? null : new Trace(TraceContext.of(headers), sampledPercent, start, this::keep);
    }

    /** How many spans were dropped since the start. */
    public long dropped() {
        return dropped.get();
    }

    private void keep(List<Span> spans) {
        if (waitingCount.addAndGet(spans.size()) > MOST_WAITING) {
            waitingCount.addAndGet(-spans.size());
            dropped.addAndGet(spans.size());
        } else {
            waiting.addAll(spans);
        }
    }

    /** Sends what waits, one batch after the other, and looks again after a while. */
    private void send(Vertx vertx, WebClient client, URI address) {
        List<Span> batch = next();
        if (batch.isEmpty()) {
            vertx.setTimer(INTERVAL.toMillis(), tick -> send(vertx, client, address));
            return;
        }
        post(client, address, batch).onComplete(answer -> {
            boolean taken = answer.succeeded()
                    && answer.result().statusCode() >= OK
                    && answer.result().statusCode() < MULTIPLE_CHOICES;
            if (!taken) {
                dropped.addAndGet(batch.size());
            }
            tell(
                    taken,
                    address,
                    answer.succeeded()
                            ? "status " + answer.result().statusCode()
                            : answer.cause().toString());
            vertx.setTimer(taken ? 1 : INTERVAL.toMillis(), tick -> send(vertx, client, address));
        });
    }

    private static Future<HttpResponse<Buffer>> post(WebClient client, URI address, List<Span> batch) {
        return client.postAbs(address.toString())
                .putHeader("content-type", "application/json")
                .timeout(TIMEOUT.toMillis())
                .sendBuffer(OtlpJson.request(batch).toBuffer());
    }

    private List<Span> next() {
        List<Span> batch = new ArrayList<>();
        Span span = waiting.poll();
        while (span != null) {
            batch.add(span);
            span = batch.size() < MOST_AT_ONCE ? waiting.poll() : null;
        }
        waitingCount.addAndGet(-batch.size());
        return batch;
    }

    private void tell(boolean taken, URI address, String why) {
        if (!taken && !failing) {
            LOG.warn("Spans can't be sent to {} and are dropped: {}", address, why);
        } else if (taken && failing) {
            LOG.info("Spans are sent again");
        }
        failing = !taken;
    }
}
