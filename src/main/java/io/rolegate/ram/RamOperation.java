package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A defined operation at work on a store. */
record RamOperation(Definition definition, IdentityStore store) implements Operation {
    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        return definition.resources().resolve(store, call).thenApply(this::permissionsOn);
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        return definition.action().prepare(call).thenCompose(work -> {
            Function<IdentityTransaction, CompletionStage<Answer>> confirmed =
                    transaction -> runIfStillGranted(transaction, call, granted, work);
            return definition.writes() ? store.write(call.origin(granted.get(0)), confirmed) : store.read(confirmed);
        });
    }

    /** Between the decision and this transaction a name may have come to mean another entity, which was never allowed. */
    private CompletionStage<Answer> runIfStillGranted(
            IdentityTransaction transaction, Invocation call, List<Permission> granted, Work work) {
        return definition
                .resources()
                .resolve(transaction, call)
                .thenCompose(resources -> permissionsOn(resources).equals(granted)
                        ? work.run(transaction)
                        : CompletableFuture.failedStage(new ApiException(
                                ErrorCode.CONCURRENT_CHANGE, "What the call names was changed meanwhile; try again.")));
    }

    private List<Permission> permissionsOn(List<String> resources) {
        return resources.stream()
                .map(resource -> Permission.of("ram:" + name(), resource))
                .toList();
    }
}
