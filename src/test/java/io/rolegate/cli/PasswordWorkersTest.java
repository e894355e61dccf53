package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordWorkersTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void moreThanCanWaitAreRefusedAtOnceAndLaterOnesTaken() throws Exception {
        PasswordWorkers workers = new PasswordWorkers(vertx, 2);
        List<CompletableFuture<Boolean>> taken = List.of(verify(workers), verify(workers));

        assertThat(verify(workers))
                .isCompletedExceptionally()
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ApiException.class);
        for (CompletableFuture<Boolean> one : taken) {
            assertThat(one.get(30, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(verify(workers).get(30, TimeUnit.SECONDS)).isFalse();
    }

    private static CompletableFuture<Boolean> verify(PasswordWorkers workers) {
        return workers.verify("password", null).toCompletableFuture();
    }
}
