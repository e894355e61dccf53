package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Principal;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** AssumeRole: exchanges a RAM user's, or a role session's, identity for a session of a role that trusts it (ram.md §3.1). */
final class AssumeRole implements Operation {
    private final Directory directory;
    private final RoleSessions sessions;

    AssumeRole(Directory directory, RoleSessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "AssumeRole";
    }

    @Override
    public CompletionStage<List<Permission>> permissions(Invocation call) {
        return Future.succeededFuture(call).compose(this::resolve).toCompletionStage();
    }

    @Override
    public CompletionStage<Answer> execute(Invocation call, List<Permission> granted) {
        return sessions.open(call, granted).map(Answer::of).toCompletionStage();
    }

    private Future<List<Permission>> resolve(Invocation call) {
        AssumeRoleRequest request = AssumeRoleRequest.of(call.parameters());
        sessions.refuseUnfit(call.caller());
        // Before anything is read: a revocation that comes while this is being decided must count as later.
        long position = directory.position();
        RoleName name = request.role();
        return Future.fromCompletionStage(directory.roleNamed(name.accountId(), name.name()))
                .map(role -> List.of(permission(call.caller(), request, role, position)));
    }

    private static Permission permission(
            Principal caller, AssumeRoleRequest request, Optional<RoleEntry> role, long position) {
        String sourceIdentity = SessionPlan.sourceIdentity(caller, request);
        if (role.isPresent()) {
            return AssumeRoleDecision.permission(
                    role.get(), position, conditions(request.externalId(), sourceIdentity));
        }
        if (caller.accountId().equals(request.role().accountId())) {
            throw new ApiException(
                    ErrorCode.ENTITY_NOT_EXIST,
                    "Role",
                    "The role " + request.role().arn() + " does not exist.");
        }
        return AssumeRoleDecision.impossible(request.role());
    }

    private static Map<String, List<String>> conditions(@Nullable String externalId, @Nullable String sourceIdentity) {
        Map<String, List<String>> conditions = new HashMap<>();
        if (externalId != null) {
            conditions.put("sts:ExternalId", List.of(externalId));
        }
        if (sourceIdentity != null) {
            conditions.put("sts:SourceIdentity", List.of(sourceIdentity));
        }
        return conditions;
    }
}
