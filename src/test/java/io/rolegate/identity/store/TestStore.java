package io.rolegate.identity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An open store whose answers a test waits for. */
public final class TestStore implements AutoCloseable {
    static final WriteOrigin ORIGIN = WriteOrigin.commandLine("request-1", "1000000000000000", "test:Write");

    final Vertx vertx = Vertx.vertx();
    public final SqlIdentityStore store;

    private TestStore(StoreSettings settings, Clock clock) {
        try {
            this.store = await(SqlIdentityStore.open(vertx, settings, clock));
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    public static TestStore open(StoreSettings settings) {
        return new TestStore(settings, Clock.systemUTC());
    }

    public static TestStore open(StoreSettings settings, Clock clock) {
        return new TestStore(settings, clock);
    }

    public <T> T write(Function<IdentityTransaction, CompletionStage<T>> work) {
        return await(store.write(ORIGIN, work));
    }

    public <T> T read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return await(store.read(work));
    }

    /** {@link #read}, typed so that AssertJ knows the answer. */
    <T> Optional<T> find(Function<IdentityTransaction, CompletionStage<Optional<T>>> work) {
        return read(work);
    }

    /** {@link #read}, typed so that AssertJ knows the answer. */
    <T> List<T> all(Function<IdentityTransaction, CompletionStage<List<T>>> work) {
        return read(work);
    }

    Directory directory() {
        return store.directory();
    }

    public Account account(String alias) {
        return write(tx -> tx.accounts().create(alias, "hash"));
    }

    /** Looks into the tables themselves. */
    <T> T sql(Sql.Work<T> work) {
        return await(store.look(work));
    }

    /** That the directory refuses a call, and how. */
    static void refused(DirectoryException.Kind kind, String entity, ThrowingCallable call) {
        DirectoryException refusal = catchThrowableOfType(DirectoryException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.entity()).isEqualTo(entity);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage());
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }
}
