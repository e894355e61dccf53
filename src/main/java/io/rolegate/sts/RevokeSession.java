package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.api.TextRule;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** RevokeSession: ends one session of a role of the caller's account, and what was assumed from it. */
final class RevokeSession implements Operation {
    private static final TextRule SESSION_ID =
            TextRule.of(1, 64, c -> TextRule.isAsciiAlphanumeric(c) || c == '.', "letters, digits and '.'");

    private final Directory directory;
    private final IdentityStore store;
    private final Revoking revoking;

    RevokeSession(Directory directory, IdentityStore store, Revoking revoking) {
        this.directory = directory;
        this.store = store;
        this.revoking = revoking;
    }

    @Override
    public String name() {
        return "RevokeSession";
    }

    /** On the session's role. Where there is no such session, or none of this account: on all roles, so as to tell nothing more. */
    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        Revoking.check(call.parameters());
        String id = id(call);
        return store.read(transaction -> transaction.sessions().find(call.accountId(), id, call.time()))
                .thenCompose(session -> session.isEmpty()
                        ? CompletableFuture.completedStage(SessionTarget.allRoles(call.accountId()))
                        : directory
                                .role(call.accountId(), session.get().roleId())
                                .thenApply(
                                        role -> role.map(entry -> entry.role().arn())
                                                .orElseGet(() -> SessionTarget.allRoles(call.accountId()))))
                .thenApply(resource -> List.of(Permission.of("sts:RevokeSession", resource)));
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        String resource = granted.get(0).resource();
        if (resource.equals(SessionTarget.allRoles(call.accountId()))) {
            throw new ApiException(
                    ErrorCode.ENTITY_NOT_EXIST, "Session", "There is no such session of a role of this account.");
        }
        SessionTarget target = SessionTarget.session(call.accountId(), id(call), resource);
        return revoking.execute(call, granted, transaction -> CompletableFuture.completedStage(target));
    }

    private static String id(Invocation call) {
        return call.parameters().require("SessionId", SESSION_ID);
    }
}
