package io.rolegate.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pipelined connection to Redis, shared by all event loops, made when first needed and made anew after it broke. While
 * Redis is away, attempts to connect are spaced out and requests in between fail at once.
 */
public final class RedisLink {

    private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();
    private static final int MAX_PIPELINED = 16_384;
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private final Redis client;
    private final Duration timeout;
    private final AtomicReference<@Nullable Attempt> current = new AtomicReference<>();
    private volatile boolean closed;

    /**
     * Connects at the first command.
     *
     * @param uri {@code redis://[:password@]host:port[/db]}
     * @param timeout how long an answer is waited for
     */
    public RedisLink(Vertx vertx, String uri, Duration timeout) {
        this.timeout = timeout;
        this.client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(uri)
                        .setMaxWaitingHandlers(MAX_PIPELINED)
                        .setNetClientOptions(new NetClientOptions()
                                .setTcpNoDelay(true)
                                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))));
    }

    /** Whether the key was absent and is now there, for the given time; fails as {@link #send} does. */
    Future<Boolean> setIfAbsent(String key, long millis) {
        return send(Request.cmd(Command.SET)
                        .arg(key)
                        .arg("1")
                        .arg("NX")
                        .arg("PX")
                        .arg(millis))
                .map(RedisLink::wasSet);
    }

    /** Sends a command; the answer is null for Redis's nil. Fails where Redis refuses, is away, or silent for too long. */
    public Future<Response> send(Request command) {
        if (closed) {
            return Future.failedFuture("closed");
        }
        Attempt attempt = attempt();
        return attempt.connection
                .compose(connection -> connection.send(command))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(attempt::judge);
    }

    /** Redis answers OK, or null where the key was there; anything else isn't an answer to this question. */
    private static boolean wasSet(@Nullable Response response) {
        if (response == null) {
            return false;
        }
        if (!"OK".equals(response.toString())) {
            throw new IllegalStateException("unexpected answer to SET NX");
        }
        return true;
    }

    private Attempt attempt() {
        Attempt attempt = current.get();
        if (attempt != null && !attempt.isStale()) {
            return attempt;
        }
        Attempt next = new Attempt(client.connect());
        if (current.compareAndSet(attempt, next)) {
            next.watch();
            return next;
        }
        next.discard();
        return attempt();
    }

    /** Ends the connection; afterwards every command fails. */
    public Future<Void> close() {
        closed = true;
        return client.close();
    }

    private static final class Attempt {
        private final Future<RedisConnection> connection;
        private final long startedAt = System.nanoTime();
        private volatile boolean broken;

        Attempt(Future<RedisConnection> connection) {
            this.connection = connection;
        }

        void watch() {
            connection.onComplete(
                    made -> {
                        made.exceptionHandler(failure -> broken = true);
                        made.endHandler(end -> broken = true);
                        LOG.info("Connected to Redis");
                    },
                    failure -> {
                        broken = true;
                        LOG.warn("Can't connect to Redis: {}", failure.getMessage());
                    });
        }

        boolean isStale() {
            return broken && System.nanoTime() - startedAt > RETRY_NANOS;
        }

        /** A connection that failed or fell silent isn't used again; an error that Redis answers doesn't touch it. */
        void judge(Throwable failure) {
            if ((failure instanceof IOException || failure instanceof TimeoutException) && !broken) {
                broken = true;
                discard();
            }
        }

        void discard() {
            connection.onSuccess(RedisConnection::close);
        }
    }
}
