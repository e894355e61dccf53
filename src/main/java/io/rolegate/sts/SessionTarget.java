package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Permission;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Revocations;
import io.rolegate.identity.Role;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sessions as the register and revocations name them.
 *
 * @param resource what a caller must be allowed to act on: the role's ARN, or all roles
 * @param subjects what applies to each of the sessions
 */
record SessionTarget(String accountId, String resource, Map<Kind, String> subjects) {
    SessionTarget {
        subjects = Map.copyOf(subjects);
    }

    /** One session, of the role with that ARN. */
    static SessionTarget session(String accountId, String id, String roleArn) {
        return new SessionTarget(accountId, roleArn, Map.of(Kind.SESSION, id));
    }

    /** The resource that stands for all roles of an account. */
    static String allRoles(String accountId) {
        return Role.arn(accountId, "*");
    }

    /** What a caller of {@code action} must be allowed, a role that doesn't exist standing as typed. */
    static CompletionStage<List<Permission>> permissions(
            IdentityTransaction transaction, String action, String accountId, SessionSelection selection) {
        String roleName = selection.roleName();
        CompletionStage<String> resource = roleName == null
                ? CompletableFuture.completedStage(allRoles(accountId))
                : transaction.roles().find(accountId, roleName).thenApply(role -> role.map(Role::arn)
                        .orElseGet(() -> Role.arn(accountId, roleName)));
        return resource.thenApply(arn -> List.of(Permission.of(action, arn)));
    }

    /** What a selection means in a transaction; fails with {@code NOT_EXIST Role} or where it isn't what was granted. */
    static CompletionStage<SessionTarget> resolve(
            IdentityTransaction transaction, String accountId, SessionSelection selection, List<Permission> granted) {
        String roleName = selection.roleName();
        Map<Kind, String> subjects = new EnumMap<>(Kind.class);
        if (selection.sourceArn() != null) {
            subjects.put(Kind.SOURCE, selection.sourceArn());
        }
        if (selection.partnerAccountId() != null) {
            subjects.put(Kind.PARTNER, selection.partnerAccountId());
        }
        if (roleName == null) {
            return CompletableFuture.completedStage(new SessionTarget(accountId, allRoles(accountId), subjects));
        }
        return transaction.roles().require(accountId, roleName).thenApply(role -> {
            subjects.put(Kind.ROLE, role.id());
            return new SessionTarget(accountId, role.arn(), subjects).asGranted(granted);
        });
    }

    private SessionTarget asGranted(List<Permission> granted) {
        if (granted.stream().noneMatch(permission -> permission.resource().equals(resource))) {
            throw new ApiException(
                    ErrorCode.CONCURRENT_CHANGE, "What the call names was changed meanwhile; try again.");
        }
        return this;
    }

    /** Whether all that the target says applies to the session itself. */
    boolean covers(Principal.RoleSession session) {
        String roleId = subjects.get(Kind.ROLE);
        return (roleId == null || roleId.equals(session.role().roleId()))
                && subjects.entrySet().stream()
                        .allMatch(subject -> subject.getKey() == Kind.ROLE
                                || wouldEnd(subject.getKey(), subject.getValue(), session));
    }

    /** Whether revoking the target now would end the session. */
    boolean wouldEnd(Principal.RoleSession session) {
        return subjects.entrySet().stream()
                .anyMatch(subject -> wouldEnd(subject.getKey(), subject.getValue(), session));
    }

    private boolean wouldEnd(Kind kind, String subject, Principal.RoleSession session) {
        SessionRevocation now = new SessionRevocation(accountId, kind, subject, Long.MAX_VALUE, Instant.MAX);
        return Revocations.of(accountId, List.of(now)).hits(session);
    }
}
