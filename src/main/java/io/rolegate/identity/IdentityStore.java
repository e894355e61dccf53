package io.rolegate.identity;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The system of record, in transactions. */
public interface IdentityStore extends SessionRegister {
    /** Reads in one transaction. */
    <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work);

    /**
     * Writes in one transaction, together with the change log and the audit record of {@code origin}. Completes once the
     * change is committed and in force on every live node. {@link DirectoryException} where the directory refuses: nothing was
     * written then. {@link StoreUnavailableException} where the store went away: what became of the write is not known.
     *
     * @param work may be run several times, each in a new transaction, where others get in the way
     */
    <T> CompletionStage<T> write(WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work);
}
