package io.rolegate.identity;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The system of record, in transactions. */
public interface IdentityStore {
    /** Reads in one transaction. */
    <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work);

    /**
     * Writes in one transaction, together with the change log and the audit record of {@code origin}. Completes once the
     * change is committed and in force on every live node; a failed stage means that nothing was written. {@link
     * DirectoryException} where the directory refuses.
     */
    <T> CompletionStage<T> write(WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work);

    /**
     * Enters a session in the register. Changes no decision, hence no change-log entry, no audit record and no waiting for
     * other nodes; completes once the entry is committed, so that the session can be listed before anybody uses it.
     */
    CompletionStage<Void> register(SessionRecord session);
}
