package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityStore;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** RevokeSessions: ends all sessions until now of a role, or of the account's roles by a source or a partner account. */
final class RevokeSessions implements Operation {
    private final IdentityStore store;
    private final Revoking revoking;

    RevokeSessions(IdentityStore store, Revoking revoking) {
        this.store = store;
        this.revoking = revoking;
    }

    @Override
    public String name() {
        return "RevokeSessions";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        Revoking.check(call.parameters());
        SessionSelection selection = SessionSelection.of(call.parameters()).requireOne();
        return store.read(transaction ->
                SessionTarget.permissions(transaction, "sts:RevokeSessions", call.accountId(), selection));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        SessionSelection selection = SessionSelection.of(call.parameters()).requireOne();
        return revoking.execute(
                call, granted, transaction -> SessionTarget.resolve(transaction, call.accountId(), selection, granted));
    }
}
