package io.rolegate.sts;

import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionLink;
import io.rolegate.identity.SessionSource;
import io.rolegate.identity.TemporarySession;
import io.rolegate.policy.PolicyPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Checks on every request that a session's whole chain still stands: user and key at its root, every role, and that each
 * role's trust policy still names whoever assumed it, and that nothing of it was revoked (design, section 5). Roles and users count by id, so one that was made
 * anew under an old name carries nobody's session.
 */
public final class SessionLiveness {
    private final Directory directory;

    public SessionLiveness(Directory directory) {
        this.directory = directory;
    }

    /**
     * Judges a verified session. Complete on return where the directory answers from memory; a failed stage means that the
     * store is away, and the request must be refused.
     */
    public CompletionStage<Liveness> check(TemporarySession session) {
        return session instanceof LogonSession logon ? check(logon) : check((Principal.RoleSession) session);
    }

    private CompletionStage<Liveness> check(LogonSession logon) {
        SessionSource.Logon source = logon.source().orElse(null);
        if (source == null) {
            return directory.passwordMark(logon.accountId(), null).thenApply(mark -> judgeOwner(logon, mark));
        }
        LogonCheck check = new LogonCheck(directory, source);
        return CompletableFuture.allOf(check.reads().toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> judgeUser(check));
    }

    private Liveness judgeOwner(LogonSession logon, Optional<String> mark) {
        if (isEnded(logon.accountId(), logon.accessKeyId())) {
            return new Liveness.Dead("the owner has logged out");
        }
        return mark.filter(logon.passwordMark()::equals).isPresent()
                ? new Liveness.OwnerLoggedOn()
                : new Liveness.Dead("the owner has another password by now");
    }

    private static Liveness judgeUser(LogonCheck check) {
        String problem = check.problem();
        return problem == null ? new Liveness.LoggedOn(check.entry()) : new Liveness.Dead(problem);
    }

    private CompletionStage<Liveness> check(Principal.RoleSession session) {
        Reads reads = new Reads(directory, session);
        if (reads.succeeded()) {
            return CompletableFuture.completedStage(reads.judge());
        }
        return reads.all().thenApply(done -> reads.judge());
    }

    /** Whether the session, one that it was assumed from, or the log-on behind it was revoked or ended; nothing else counts. */
    public boolean isRevoked(TemporarySession session) {
        if (session instanceof LogonSession logon) {
            return isEnded(logon.accountId(), logon.accessKeyId());
        }
        Principal.RoleSession assumed = (Principal.RoleSession) session;
        return isRevoked(directory, assumed)
                || (assumed.grant().source() instanceof SessionSource.Logon logon
                        && isEnded(logon.accountId(), logon.logonId()));
    }

    private boolean isEnded(String accountId, String logonId) {
        return directory.revocations(accountId).endsLogon(logonId);
    }

    /** A revocation ends sessions of its own account, and so what was assumed from them in others. */
    private static boolean isRevoked(Directory directory, Principal.RoleSession session) {
        for (SessionLink parent : session.grant().parents()) {
            if (directory.revocations(parent.role().accountId()).hits(session)) {
                return true;
            }
        }
        return directory.revocations(session.accountId()).hits(session);
    }

    /** Everything that one check needs, asked for at once. */
    private static final class Reads {
        private final Directory directory;
        private final Principal.RoleSession session;
        private final SourceCheck source;
        /** The roles in the order in which they were assumed: the parents', then the session's own. */
        private final List<CompletableFuture<Optional<RoleEntry>>> roles;

        Reads(Directory directory, Principal.RoleSession session) {
            this.directory = directory;
            this.session = session;
            this.source = SourceCheck.of(directory, session.grant().source());
            int depth = session.grant().depth();
            this.roles = new ArrayList<>(depth);
            for (int i = 0; i < depth; i++) {
                RoleLink link = link(i);
                roles.add(directory.role(link.accountId(), link.roleId()).toCompletableFuture());
            }
        }

        boolean succeeded() {
            return haveSucceeded(source.reads()) && haveSucceeded(roles);
        }

        CompletableFuture<Void> all() {
            return CompletableFuture.allOf(all(source.reads()), all(roles));
        }

        /** Only after every read has succeeded. */
        Liveness judge() {
            if (isRevoked(directory, session)) {
                return new Liveness.Dead("revoked");
            }
            String problem = source.problem();
            if (problem != null) {
                return new Liveness.Dead(problem);
            }
            PolicyPrincipal assumedBy = source.principal();
            for (int i = 0; ; i++) {
                RoleEntry role = roles.get(i).join().orElse(null);
                if (role == null) {
                    return new Liveness.Dead("role " + link(i).roleId() + " is gone");
                }
                if (!role.trust().names(assumedBy)) {
                    return new Liveness.Dead("role " + link(i).roleId() + " no longer trusts " + assumedBy.arn());
                }
                if (i == roles.size() - 1) {
                    return new Liveness.Alive(role);
                }
                assumedBy = link(i).forPolicy();
            }
        }

        private RoleLink link(int i) {
            List<SessionLink> parents = session.grant().parents();
            return i < parents.size() ? parents.get(i).role() : session.role();
        }

        private static boolean haveSucceeded(List<? extends CompletableFuture<?>> reads) {
            for (CompletableFuture<?> read : reads) {
                if (!read.isDone() || read.isCompletedExceptionally()) {
                    return false;
                }
            }
            return true;
        }

        private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> reads) {
            return CompletableFuture.allOf(reads.toArray(new CompletableFuture<?>[0]));
        }
    }
}
