package io.rolegate.sts;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Operation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionRecord;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** AssumeRole: exchanges a RAM user's, or a role session's, identity for a session of a role that trusts it (ram.md §3.1). */
final class AssumeRole implements Operation {
    private final Directory directory;
    private final IdentityStore store;
    private final SessionIssuer issuer;
    private final SessionPlan plan;

    AssumeRole(Directory directory, IdentityStore store, SessionIssuer issuer, SessionPlan plan) {
        this.directory = directory;
        this.store = store;
        this.issuer = issuer;
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
        if (role.isPresent()) {
            return AssumeRoleDecision.permission(role.get(), position, request.externalId());
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
        Principal.RoleSession session = plan.session(call, request, role, position);
        TemporaryCredentials credentials = issuer.issue(session);
        return Future.fromCompletionStage(store.register(record(call.caller(), session)))
                .map(registered -> answer(session, credentials));
    }

    private static SessionRecord record(Principal caller, Principal.RoleSession session) {
        RoleLink role = session.role();
        return new SessionRecord(
                session.grant().accessKeyId(),
                role.accountId(),
                role.roleId(),
                role.sessionName(),
                caller.arn(),
                caller.accountId(),
                session.grant().position(),
                session.grant().issuedAt(),
                session.grant().expiresAt());
    }

    private static Answer answer(Principal.RoleSession session, TemporaryCredentials credentials) {
        RoleLink role = session.role();
        Map<String, Object> assumedRoleUser = new LinkedHashMap<>();
        assumedRoleUser.put("Arn", Role.arn(role.accountId(), role.roleName()) + "/" + role.sessionName());
        assumedRoleUser.put("AssumedRoleId", session.id());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("AccessKeyId", credentials.accessKeyId());
        shown.put("AccessKeySecret", credentials.accessKeySecret().reveal());
        shown.put("SecurityToken", credentials.securityToken());
        shown.put(
                "Expiration",
                credentials.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AssumedRoleUser", assumedRoleUser);
        fields.put("Credentials", shown);
        return Answer.of(fields);
    }

    private static ApiException gone(RoleName role) {
        return new ApiException(ErrorCode.NO_PERMISSION, "The role " + role.arn() + " can't be assumed any more.");
    }
}
