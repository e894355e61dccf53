package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Opens the session that a caller was allowed, whatever proved who the caller is. */
final class RoleSessions {
    private final Directory directory;
    private final SessionOpening opening;
    private final SessionPlan plan;

    RoleSessions(Directory directory, SessionOpening opening, SessionPlan plan) {
        this.directory = directory;
        this.opening = opening;
        this.plan = plan;
    }

    /** {@code NoPermission} for callers that can't assume any role, whatever the policies say. */
    void refuseUnfit(Principal caller) {
        plan.refuseUnfit(caller);
    }

    /** The fields that every AssumeRole operation answers with. */
    Future<Map<String, Object>> open(Invocation call, List<Permission> granted) {
        return Future.succeededFuture(call)
                .compose(allowed -> open(allowed, AssumeRoleRequest.of(allowed.parameters()), granted));
    }

    private Future<Map<String, Object>> open(Invocation call, AssumeRoleRequest request, List<Permission> granted) {
        AssumeRoleDecision decision = AssumeRoleDecision.of(granted).orElseThrow(() -> gone(request.role()));
        return Future.fromCompletionStage(directory.role(request.role().accountId(), decision.roleId()))
                .map(entry -> entry.orElseThrow(() -> gone(request.role())))
                .compose(entry -> open(call, request, entry.role(), decision.position()));
    }

    private Future<Map<String, Object>> open(Invocation call, AssumeRoleRequest request, Role role, long position) {
        return opening.open(plan.session(call, request, role, position));
    }

    private static ApiException gone(RoleName role) {
        return new ApiException(ErrorCode.NO_PERMISSION, "The role " + role.arn() + " can't be assumed any more.");
    }
}
