package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Invocation;
import io.rolegate.identity.IdentityTransaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One operation: its name, what it touches and what it does.
 *
 * @param writes whether it needs a writing transaction, with change log and audit record
 * @param action reads the parameters, before there is a transaction
 */
record Definition(String name, boolean writes, Resources resources, Action action) {
    static Definition read(String name, Resources resources, Function<Invocation, Work> action) {
        return new Definition(name, false, resources, call -> CompletableFuture.completedStage(action.apply(call)));
    }

    static Definition write(String name, Resources resources, Function<Invocation, Work> action) {
        return new Definition(name, true, resources, call -> CompletableFuture.completedStage(action.apply(call)));
    }

    /** A write that has to wait for something before its transaction, such as the hash of a password. */
    static Definition writeAfter(String name, Resources resources, Action action) {
        return new Definition(name, true, resources, action);
    }

    /** Turns a call into what is to be done in the transaction. */
    @FunctionalInterface
    interface Action {
        CompletionStage<Work> prepare(Invocation call);
    }

    /** What is done in the transaction. */
    @FunctionalInterface
    interface Work {
        CompletionStage<Answer> run(IdentityTransaction transaction);
    }
}
