package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What revoking operations share: they either end sessions or, with {@code DryRun}, list those that would end. */
final class Revoking {
    /** How long a revocation is remembered: twice as long as any session may last, as nodes' clocks may differ. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final IdentityStore store;
    private final LiveSessions sessions;

    Revoking(IdentityStore store, LiveSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    /** Refuses unsound {@code DryRun}, {@code Marker} and {@code MaxItems}. */
    static void check(Parameters parameters) {
        parameters.flag("DryRun");
        LiveSessions.request(parameters);
    }

    /** @param resolve finds what is to be revoked, in the transaction that revokes it */
    CompletionStage<Answer> execute(
            Invocation call,
            List<Permission> granted,
            Function<IdentityTransaction, CompletionStage<SessionTarget>> resolve) {
        return call.parameters().flag("DryRun").orElse(false) ? list(call, resolve) : revoke(call, granted, resolve);
    }

    private CompletionStage<Answer> list(
            Invocation call, Function<IdentityTransaction, CompletionStage<SessionTarget>> resolve) {
        return Future.fromCompletionStage(store.read(resolve))
                .compose(target ->
                        sessions.page(target, target::wouldEnd, call.time(), LiveSessions.request(call.parameters())))
                .map(page -> page.put("DryRun", true).toAnswer())
                .toCompletionStage();
    }

    private CompletionStage<Answer> revoke(
            Invocation call,
            List<Permission> granted,
            Function<IdentityTransaction, CompletionStage<SessionTarget>> resolve) {
        return store.write(call.origin(granted.get(0)), transaction -> resolve.apply(transaction)
                        .thenCompose(target -> revoke(transaction, call, target)))
                .thenApply(done -> new Fields().put("DryRun", false).toAnswer());
    }

    private static CompletionStage<Void> revoke(
            IdentityTransaction transaction, Invocation call, SessionTarget target) {
        var subject = target.subjects().entrySet().iterator().next();
        return transaction
                .sessions()
                .revoke(
                        target.accountId(),
                        subject.getKey(),
                        subject.getValue(),
                        call.time().plus(REMEMBERED));
    }
}
