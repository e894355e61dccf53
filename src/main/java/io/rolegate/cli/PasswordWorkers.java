package io.rolegate.cli;

import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.PasswordHasher;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Passwords are hashed on a few threads of their own, so that they never hold up what the gateway does. */
final class PasswordWorkers implements PasswordHasher {
    private static final int THREADS = 2;
    private static final long MAX_SECONDS = 30;

    private final WorkerExecutor workers;

    PasswordWorkers(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS, MAX_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<Optional<String>> successor(String password, List<String> earlier) {
        return workers.executeBlocking(() -> PasswordHash.successor(password, earlier), false)
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Boolean> verify(String password, @Nullable String hash) {
        return workers.executeBlocking(() -> PasswordHash.verify(password, hash), false)
                .toCompletionStage();
    }
}
