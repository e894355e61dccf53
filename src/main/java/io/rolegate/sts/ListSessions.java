package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.Page;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** ListSessions: the living sessions of the caller's account's roles, the newest first. */
final class ListSessions implements Operation {
    private final IdentityStore store;
    private final LiveSessions sessions;

    ListSessions(IdentityStore store, LiveSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "ListSessions";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        LiveSessions.request(call.parameters());
        SessionSelection selection = SessionSelection.of(call.parameters());
        return store.read(
                transaction -> SessionTarget.permissions(transaction, "sts:ListSessions", call.accountId(), selection));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        Page.Request page = LiveSessions.request(call.parameters());
        SessionSelection selection = SessionSelection.of(call.parameters());
        return Future.fromCompletionStage(store.read(
                        transaction -> SessionTarget.resolve(transaction, call.accountId(), selection, granted)))
                .compose(target -> sessions.page(target, target::covers, call.time(), page))
                .map(Fields::toAnswer)
                .toCompletionStage();
    }
}
