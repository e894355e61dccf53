package io.rolegate.gateway.limit;

import io.rolegate.replay.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nodes share their rates through Redis, without a request ever waiting for it. Each node takes tokens of its own buckets;
 * ten times a second it tells Redis how many it took of which, and adopts how many all nodes together have taken. So in the
 * long run the nodes together keep to a rate, and what they take too much before they hear of each other they pay back: at
 * most what the other nodes' buckets held, and what they were refilled with between two exchanges.
 *
 * <p>While Redis is away each node goes on by itself.
 */
public final class SharedRates {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRates.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int MOST_IN_ONE_CALL = 500;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final String KEY_PREFIX = "rolegate:rate:";

    /**
     * Keeps for each rate the time, in microseconds of Redis's clock, at which its bucket is full again. Arguments are pairs of
     * a token's refill time and the number taken; answered is how many tokens each bucket lacks.
     */
    private static final String SCRIPT =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local missing = {}
            for i, key in ipairs(KEYS) do
              local refill = tonumber(ARGV[2 * i - 1])
              local full = math.max(tonumber(redis.call('GET', key) or '0'), now) + ARGV[2 * i] * refill
              redis.call('SET', key, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1)
              missing[i] = math.ceil((full - now) / refill)
            end
            return missing
            """;

    private final RedisLink link;
    private final Queue<RateBucket> touched = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean exchanging = new AtomicBoolean();
    private final AtomicLong exchanged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean away;
    private volatile boolean closed;

    public SharedRates(RedisLink link) {
        this.link = link;
    }

    /** Begins to exchange ten times a second. */
    public void begin(Vertx vertx) {
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> {
            if (closed) {
                vertx.cancelTimer(timer);
            } else {
                exchange();
            }
        });
    }

    /** Exchanges with Redis that succeeded. */
    public long exchanged() {
        return exchanged.get();
    }

    /** Exchanges with Redis that failed: meanwhile each node counted by itself. */
    public long failed() {
        return failed.get();
    }

    /** Stops exchanging. The link is its owner's to close. */
    public void close() {
        closed = true;
    }

    /** Told by a bucket at the first token since it was last told. */
    void touched(RateBucket bucket) {
        touched.add(bucket);
    }

    /** Tells and adopts everything that was touched until now; at once where that is still being done. */
    Future<Void> exchange() {
        if (!exchanging.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        List<RateBucket> buckets = drain();
        List<Future<Void>> calls = new ArrayList<>();
        for (int from = 0; from < buckets.size(); from += MOST_IN_ONE_CALL) {
            calls.add(exchange(buckets.subList(from, Math.min(from + MOST_IN_ONE_CALL, buckets.size()))));
        }
        return Future.join(calls).<Void>mapEmpty().onComplete(done -> exchanging.set(false));
    }

    /** A bucket isn't touched again before it is told, so this ends. */
    private List<RateBucket> drain() {
        List<RateBucket> buckets = new ArrayList<>();
        for (RateBucket bucket = touched.poll(); bucket != null; bucket = touched.poll()) {
            buckets.add(bucket);
        }
        return buckets;
    }

    private Future<Void> exchange(List<RateBucket> buckets) {
        Request call = Request.cmd(Command.EVAL).arg(SCRIPT).arg(buckets.size());
        buckets.forEach(bucket -> call.arg(KEY_PREFIX + bucket.name()));
        long[] taken = new long[buckets.size()];
        for (int index = 0; index < taken.length; index++) {
            RateBucket bucket = buckets.get(index);
            taken[index] = bucket.told();
            call.arg(Double.toString(MICROS_PER_SECOND / bucket.perSecond())).arg(taken[index]);
        }
        return link.send(call)
                .<Void>map(missing -> {
                    adopt(buckets, missing);
                    return null;
                })
                .onFailure(failure -> fail(buckets, taken, failure));
    }

    private void adopt(List<RateBucket> buckets, Response missing) {
        for (int index = 0; index < buckets.size(); index++) {
            buckets.get(index).adopt(Objects.requireNonNull(missing.get(index).toLong()));
        }
        exchanged.incrementAndGet();
        if (away) {
            away = false;
            LOG.info("Rates are shared again");
        }
    }

    private void fail(List<RateBucket> buckets, long[] taken, Throwable failure) {
        for (int index = 0; index < taken.length; index++) {
            buckets.get(index).notTold(this, taken[index]);
        }
        failed.incrementAndGet();
        if (!away) {
            away = true;
            LOG.warn("Rates can't be shared, each node goes by its own count: {}", failure.getMessage());
        }
    }
}
