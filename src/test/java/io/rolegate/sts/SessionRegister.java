package io.rolegate.sts;

import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.WriteOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store that only keeps the session register; can be away. */
final class SessionRegister implements IdentityStore {
    final List<SessionRecord> sessions = new ArrayList<>();
    boolean away;

    @Override
    public CompletionStage<Void> register(SessionRecord session) {
        if (away) {
            return CompletableFuture.failedStage(new IllegalStateException("away"));
        }
        sessions.add(session);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public <T> CompletionStage<T> write(WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
}
