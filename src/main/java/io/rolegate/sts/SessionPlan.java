package io.rolegate.sts;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionLink;
import io.rolegate.identity.SessionSource;
import io.rolegate.identity.TemporarySession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays out new sessions: who may have one at all, what it stands on, and how long it lasts. */
final class SessionPlan {
    private final int maxChainDepth;
    private final TemporaryKeyIds keyIds;

    SessionPlan(StsSettings settings, TemporaryKeyIds keyIds) {
        this.maxChainDepth = settings.maxChainDepth();
        this.keyIds = keyIds;
    }

    /** {@code NoPermission} for sessions at the end of too long a chain, whatever the policies say; owners are denied by policy. */
    void refuseUnfit(Principal caller) {
        if (caller instanceof Principal.RoleSession session && session.grant().depth() >= maxChainDepth) {
            throw new ApiException(
                    ErrorCode.NO_PERMISSION,
                    "At most " + maxChainDepth
                            + " roles can be assumed one after the other, and this session is number "
                            + session.grant().depth() + ".");
        }
    }

    /**
     * The session that an allowed call gets.
     *
     * @throws ApiException {@code InvalidParameter.DurationSeconds} if it would outlast the role's maximum
     */
    Principal.RoleSession session(Invocation call, AssumeRoleRequest request, Role role, long position) {
        Principal caller = call.caller();
        refuseUnfit(caller);
        Instant issuedAt = call.time().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = issuedAt.plus(request.durationUpTo(role.maxSessionDuration()));
        SessionGrant grant = new SessionGrant(
                keyIds.next(),
                source(call),
                parents(caller),
                request.sessionPolicy(),
                sourceIdentity(call.caller(), request),
                issuedAt,
                noLaterThanParent(call, expiresAt),
                position);
        RoleLink link = new RoleLink(role.accountId(), role.id(), role.name(), request.sessionName());
        return new Principal.RoleSession(link, grant);
    }

    private static SessionSource source(Invocation call) {
        if (call.caller() instanceof Principal.RoleSession session) {
            return session.grant().source();
        }
        if (call.caller() instanceof Principal.UserPrincipal && call.logon() != null) {
            return call.logon().source().orElseThrow();
        }
        if (call.caller() instanceof Principal.UserPrincipal user && call.accessKeyId() != null) {
            return new SessionSource.UserKey(user.accountId(), user.userId(), user.name(), call.accessKeyId());
        }
        if (call.caller() instanceof Principal.FederatedUser federated) {
            OidcProvider provider = federated.provider();
            return new SessionSource.Federated(
                    provider.accountId(),
                    provider.id(),
                    provider.name(),
                    federated.token().subject());
        }
        throw new IllegalStateException("Refused before: " + call.caller().identityType());
    }

    /**
     * The SourceIdentity that the new session carries: the chain's own where it has one, else what the request sets; null for
     * none.
     *
     * @throws ApiException {@code InvalidParameter.SourceIdentity} if it would change the chain's
     */
    static @Nullable String sourceIdentity(Principal caller, AssumeRoleRequest request) {
        if (caller instanceof Principal.FederatedUser) {
            // The token says who it is; nobody vouches for what the caller adds.
            return null;
        }
        String inherited = caller instanceof Principal.RoleSession session
                ? session.grant().sourceIdentity()
                : null;
        String asked = request.sourceIdentity();
        if (inherited == null) {
            return asked;
        }
        if (asked != null && !asked.equals(inherited)) {
            throw Parameters.invalid("SourceIdentity", "can't be changed within a chain of roles: it is " + inherited);
        }
        return inherited;
    }

    private static List<SessionLink> parents(Principal caller) {
        if (!(caller instanceof Principal.RoleSession session)) {
            return List.of();
        }
        SessionGrant grant = session.grant();
        SessionLink parent = new SessionLink(session.role(), grant.accessKeyId(), grant.position());
        return Stream.concat(grant.parents().stream(), Stream.of(parent)).toList();
    }

    /** A session ends with the one that it was assumed from, be that a role's or a log-on. */
    private static Instant noLaterThanParent(Invocation call, Instant expiresAt) {
        TemporarySession parent = call.caller() instanceof Principal.RoleSession session ? session : call.logon();
        return parent != null && parent.expiresAt().isBefore(expiresAt) ? parent.expiresAt() : expiresAt;
    }
}
