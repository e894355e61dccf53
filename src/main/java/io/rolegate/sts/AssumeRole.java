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
import io.rolegate.identity.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** AssumeRole: exchanges a RAM user's, or a role session's, identity for a session of a role that trusts it (ram.md §3.1). */
final class AssumeRole implements Operation {
    private final Directory directory;
    private final SessionOpening opening;
    private final SessionPlan plan;

    AssumeRole(Directory directory, SessionOpening opening, SessionPlan plan) {
        this.directory = directory;
        this.opening = opening;
        this.plan = plan;
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
        return Future.succeededFuture(call)
                .compose(allowed -> assume(allowed, granted))
                .toCompletionStage();
    }

    private Future<List<Permission>> resolve(Invocation call) {
        AssumeRoleRequest request = AssumeRoleRequest.of(call.parameters());
        plan.refuseUnfit(call.caller());
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
            return AssumeRoleDecision.permission(role.get(), position, request.externalId(), sourceIdentity);
        }
        if (caller.accountId().equals(request.role().accountId())) {
            throw new ApiException(
                    ErrorCode.ENTITY_NOT_EXIST,
                    "Role",
                    "The role " + request.role().arn() + " does not exist.");
        }
        return AssumeRoleDecision.impossible(request.role());
    }

    private Future<Answer> assume(Invocation call, List<Permission> granted) {
        AssumeRoleRequest request = AssumeRoleRequest.of(call.parameters());
        AssumeRoleDecision decision = AssumeRoleDecision.of(granted).orElseThrow(() -> gone(request.role()));
        return Future.fromCompletionStage(directory.role(request.role().accountId(), decision.roleId()))
                .map(entry -> entry.orElseThrow(() -> gone(request.role())))
                .compose(entry -> open(call, request, entry.role(), decision.position()));
    }

    private Future<Answer> open(Invocation call, AssumeRoleRequest request, Role role, long position) {
        return opening.open(plan.session(call, request, role, position)).map(Answer::of);
    }

    private static ApiException gone(RoleName role) {
        return new ApiException(ErrorCode.NO_PERMISSION, "The role " + role.arn() + " can't be assumed any more.");
    }
}
