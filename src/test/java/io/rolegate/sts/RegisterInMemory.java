package io.rolegate.sts;

import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what is entered; can be away. */
final class RegisterInMemory implements SessionRegister {
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
}
