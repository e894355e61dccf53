package io.rolegate.cli;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.PasswordHasher;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Passwords are hashed on a few threads of their own, so that they never hold up what the gateway does. Only so many may wait:
 * further ones are refused with {@code ServiceUnavailable}, rather than answered long after their callers have gone.
 */
final class PasswordWorkers implements PasswordHasher {
    private static final int THREADS = 2;
    private static final long MAX_SECONDS = 30;
    private static final int MOST_AT_ONCE = 32;

    private final WorkerExecutor workers;
    private final int mostAtOnce;
    private final AtomicInteger present = new AtomicInteger();

    PasswordWorkers(Vertx vertx) {
        this(vertx, MOST_AT_ONCE);
    }

    /** @param mostAtOnce how many may be under way or waiting */
    PasswordWorkers(Vertx vertx, int mostAtOnce) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS, MAX_SECONDS, TimeUnit.SECONDS);
        this.mostAtOnce = mostAtOnce;
    }

    @Override
    public CompletionStage<Optional<String>> successor(String password, List<String> earlier) {
        return work(() -> PasswordHash.successor(password, earlier));
    }

    @Override
    public CompletionStage<Boolean> verify(String password, @Nullable String hash) {
        return work(() -> PasswordHash.verify(password, hash));
    }

    private <T> CompletionStage<T> work(Callable<T> hashing) {
        if (present.incrementAndGet() > mostAtOnce) {
            present.decrementAndGet();
            return CompletableFuture.failedStage(new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE, "Too many passwords are being checked; try again in some seconds."));
        }
        return workers.executeBlocking(hashing, false)
                .onComplete(done -> present.decrementAndGet())
                .toCompletionStage();
    }
}
