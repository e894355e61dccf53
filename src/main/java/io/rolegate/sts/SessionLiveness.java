package io.rolegate.sts;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant.SessionSource;
import io.rolegate.policy.PolicyPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Checks on every request that a session's whole chain still stands: user and key at its root, every role, and that each
 * role's trust policy still names whoever assumed it (design, section 5). Roles and users count by id, so one that was made
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
    public CompletionStage<Liveness> check(Principal.RoleSession session) {
        Reads reads = new Reads(directory, session);
        if (reads.succeeded()) {
            return CompletableFuture.completedStage(reads.judge());
        }
        return reads.all().thenApply(done -> reads.judge());
    }

    /** Everything that one check needs, asked for at once. */
    private static final class Reads {
        private final Principal.RoleSession session;
        private final CompletableFuture<Optional<UserEntry>> user;
        private final CompletableFuture<Optional<KeyEntry>> key;
        /** The roles in the order in which they were assumed: the parents', then the session's own. */
        private final List<CompletableFuture<Optional<RoleEntry>>> roles;

        Reads(Directory directory, Principal.RoleSession session) {
            this.session = session;
            SessionSource source = session.grant().source();
            List<RoleLink> parents = session.grant().parents();
            this.user = directory.user(source.accountId(), source.userId()).toCompletableFuture();
            this.key = directory.accessKey(source.accessKeyId()).toCompletableFuture();
            this.roles = new ArrayList<>(parents.size() + 1);
            for (int i = 0; i <= parents.size(); i++) {
                RoleLink link = link(i);
                roles.add(directory.role(link.accountId(), link.roleId()).toCompletableFuture());
            }
        }

        boolean succeeded() {
            boolean succeeded = hasSucceeded(user) && hasSucceeded(key);
            for (int i = 0; succeeded && i < roles.size(); i++) {
                succeeded = hasSucceeded(roles.get(i));
            }
            return succeeded;
        }

        CompletableFuture<Void> all() {
            return CompletableFuture.allOf(
                    user, key, CompletableFuture.allOf(roles.toArray(new CompletableFuture<?>[0])));
        }

        /** Only after every read has succeeded. */
        Liveness judge() {
            UserEntry source = user.join().orElse(null);
            if (source == null) {
                return new Liveness.Dead(
                        "source user " + session.grant().source().userId() + " is gone");
            }
            String keyProblem = keyProblem();
            if (keyProblem != null) {
                return new Liveness.Dead(keyProblem);
            }
            PolicyPrincipal assumedBy = principal(source.user());
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

        private @Nullable String keyProblem() {
            SessionSource source = session.grant().source();
            KeyEntry entry = key.join().orElse(null);
            if (entry == null) {
                return "source key " + source.accessKeyId() + " is gone";
            }
            AccessKey current = entry.key();
            if (!source.userId().equals(current.userId()) || !source.accountId().equals(current.accountId())) {
                return "source key " + source.accessKeyId() + " belongs to somebody else";
            }
            return current.status() == KeyStatus.ACTIVE ? null : "source key " + source.accessKeyId() + " is disabled";
        }

        private RoleLink link(int i) {
            List<RoleLink> parents = session.grant().parents();
            return i < parents.size() ? parents.get(i) : session.role();
        }

        /** The user as it is named now: trust policies name users, and names may change. */
        private static PolicyPrincipal principal(RamUser user) {
            return new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, user.arn(), user.accountId());
        }

        private static boolean hasSucceeded(CompletableFuture<?> read) {
            return read.isDone() && !read.isCompletedExceptionally();
        }
    }
}
