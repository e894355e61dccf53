package io.rolegate.identity.transfer;

import io.rolegate.identity.IdentityTransaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings an image into an account. */
public final class AccountImport {
    private AccountImport() {}

    /**
     * What must be done; {@link TransferException} where the image asks for what can't be.
     *
     * @param prune whether what the image lacks is removed, in the sections that it states
     */
    public static CompletionStage<Plan> plan(
            IdentityTransaction transaction, String accountId, AccountImage wanted, boolean prune) {
        return transaction.images().read(accountId, true).thenApply(present -> Comparison.of(present, wanted, prune));
    }

    /**
     * Does what must be done, all in the transaction, and tells what it was; fails with {@link TransferException} at the first
     * thing that the directory refuses.
     */
    public static CompletionStage<Plan> apply(
            IdentityTransaction transaction, String accountId, AccountImage wanted, boolean prune) {
        return plan(transaction, accountId, wanted, prune).thenCompose(plan -> plan.carryOut(transaction));
    }

    /** As {@link #apply}, but always fails: with {@link Rehearsed}, so that nothing is kept, where all would have gone well. */
    public static CompletionStage<Plan> rehearse(
            IdentityTransaction transaction, String accountId, AccountImage wanted, boolean prune) {
        return apply(transaction, accountId, wanted, prune)
                .thenCompose(plan -> CompletableFuture.<Plan>failedStage(new Rehearsed(plan)));
    }

    /** Ends a transaction that was only a rehearsal. */
    public static final class Rehearsed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Plan plan;

        private Rehearsed(Plan plan) {
            super("Nothing of the rehearsal is kept", null, false, false);
            this.plan = plan;
        }

        /** What would have been done. */
        public Plan plan() {
            return plan;
        }
    }
}
