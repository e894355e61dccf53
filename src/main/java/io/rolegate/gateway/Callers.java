package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.TemporarySession;
import io.rolegate.policy.PolicySet;
import io.rolegate.signature.Presented;
import io.rolegate.signature.RejectionReason;
import io.rolegate.signature.Verifier;
import io.rolegate.sts.Liveness;
import io.rolegate.sts.SessionLiveness;
import io.rolegate.sts.SessionVerification;
import io.rolegate.sts.SessionVerifier;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Finds the credential that a request claims, and the principal behind what proved who calls. */
final class Callers {
    private final Directory directory;
    private final SessionVerifier sessions;
    private final SessionLiveness liveness;
    private final Verifier verifier;

    Callers(Directory directory, SessionVerifier sessions, SessionLiveness liveness, Verifier verifier) {
        this.directory = directory;
        this.sessions = sessions;
        this.liveness = liveness;
        this.verifier = verifier;
    }

    /** The claimed key with its secret; refuses unknown and disabled keys, and tokens that are not the key's. */
    Future<Credential> credential(Exchange exchange, Presented presented) {
        requireDirectory();
        return presented.isTemporary() ? temporary(exchange, presented) : longTerm(exchange, presented);
    }

    private void requireDirectory() {
        if (!directory.mayServe()) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The gateway has lost touch with its directory.");
        }
    }

    private Future<Credential> longTerm(Exchange exchange, Presented presented) {
        return exchange.await(directory.accessKey(presented.accessKeyId())).map(found -> {
            Directory.KeyEntry entry = found.orElse(null);
            if (entry == null) {
                verifier.spendEqualWork(presented);
                throw Refusal.of(RejectionReason.KEY_UNKNOWN, "The AccessKeyId is not known.");
            }
            if (entry.key().status() != KeyStatus.ACTIVE) {
                throw Refusal.of(RejectionReason.KEY_INACTIVE, "The AccessKeyId is disabled.");
            }
            if (presented.securityToken() != null) {
                throw Refusal.of(RejectionReason.TOKEN_MISMATCH, "A long-term AccessKeyId has no SecurityToken.");
            }
            return new Credential.LongTerm(entry.key(), entry.secret());
        });
    }

    private Future<Credential> temporary(Exchange exchange, Presented presented) {
        String token = presented.securityToken();
        if (token == null) {
            throw Refusal.of(RejectionReason.TOKEN_MISSING, "A temporary AccessKeyId needs its SecurityToken.");
        }
        return exchange.await(sessions.verify(presented.accessKeyId(), token)).map(verification -> {
            if (verification instanceof SessionVerification.Invalid invalid) {
                throw refused(invalid.problem());
            }
            return new Credential.Temporary(((SessionVerification.Valid) verification).session());
        });
    }

    private static Refusal refused(SessionVerification.Problem problem) {
        return switch (problem) {
            case MALFORMED -> Refusal.of(RejectionReason.TOKEN_MALFORMED, "The SecurityToken is not one of ours.");
            case MISMATCH_WITH_ACCESS_KEY ->
                Refusal.of(RejectionReason.TOKEN_MISMATCH, "The SecurityToken belongs to another AccessKeyId.");
            case EXPIRED -> Refusal.of(RejectionReason.TOKEN_EXPIRED, "The SecurityToken has expired.");
        };
    }

    /** Whom the parameters of an unsigned operation prove to be calling; refuses where they prove nobody. */
    Future<Caller> identified(Exchange exchange, Proof.Content content) {
        requireDirectory();
        long position = directory.position();
        return exchange.await(content.operation().identify(content.parameters()))
                .map(principal -> new Caller(
                        principal, null, null, PolicySet.empty(), directory.revision(principal.accountId()), position));
    }

    /** The principal behind a credential as the directory knows it now; refuses a session that stands on nothing any more. */
    Future<Caller> caller(Exchange exchange, Credential credential) {
        long position = directory.position();
        if (credential instanceof Credential.Temporary temporary) {
            return session(exchange, temporary.session().session(), position);
        }
        AccessKey key = ((Credential.LongTerm) credential).key();
        String userId = key.userId();
        return userId == null
                ? Future.succeededFuture(owner(key.accountId(), null, key.id(), position))
                : user(exchange, key, userId, position);
    }

    private Future<Caller> user(Exchange exchange, AccessKey key, String userId, long position) {
        return exchange.await(directory.user(key.accountId(), userId)).map(found -> {
            Directory.@Nullable UserEntry entry = found.orElse(null);
            if (entry == null) {
                throw Refusal.of(RejectionReason.KEY_UNKNOWN, "The AccessKeyId is not known.");
            }
            return user(entry, null, key.id(), position);
        });
    }

    private Future<Caller> session(Exchange exchange, TemporarySession session, long position) {
        return exchange.await(liveness.check(session)).map(result -> {
            if (result instanceof Liveness.Alive alive) {
                return assumed((Principal.RoleSession) session, alive.role(), position);
            }
            if (result instanceof Liveness.LoggedOn loggedOn) {
                return user(loggedOn.user(), (LogonSession) session, session.accessKeyId(), position);
            }
            if (result instanceof Liveness.OwnerLoggedOn) {
                LogonSession logon = (LogonSession) session;
                return owner(logon.accountId(), logon, logon.accessKeyId(), position);
            }
            throw Refusal.of(RejectionReason.TOKEN_REVOKED, "The session has been revoked.");
        });
    }

    private static Caller assumed(Principal.RoleSession session, Directory.RoleEntry role, long position) {
        return new Caller(session, null, session.accessKeyId(), role.policies(), role.revision(), position);
    }

    private static Caller user(
            Directory.UserEntry entry, @Nullable LogonSession logon, String accessKeyId, long position) {
        RamUser user = entry.user();
        Principal principal = new Principal.UserPrincipal(user.accountId(), user.id(), user.name());
        return new Caller(principal, logon, accessKeyId, entry.policies(), entry.revision(), position);
    }

    private Caller owner(String accountId, @Nullable LogonSession logon, String accessKeyId, long position) {
        return new Caller(
                new Principal.AccountOwner(accountId),
                logon,
                accessKeyId,
                PolicySet.empty(),
                directory.revision(accountId),
                position);
    }

    /** Whether anything has changed, since the caller was looked up, in an account or about a session that it stands on. */
    boolean isTouched(Caller caller) {
        long position = caller.position();
        if (directory.position() == position) {
            return false;
        }
        if (directory.revision(caller.principal().accountId()) > position) {
            return true;
        }
        LogonSession logon = caller.logon();
        if (logon != null) {
            return liveness.isRevoked(logon);
        }
        if (!(caller.principal() instanceof Principal.RoleSession session)) {
            return false;
        }
        return liveness.isRevoked(session)
                || directory.revision(session.grant().source().accountId()) > position
                || session.grant().parents().stream()
                        .anyMatch(parent -> directory.revision(parent.role().accountId()) > position);
    }

    /** The caller as it is now, looked up again only where the directory has changed since. */
    Future<Caller> refreshed(Exchange exchange, Proof proof, Caller caller) {
        requireDirectory();
        if (directory.position() == caller.position()) {
            return Future.succeededFuture(caller);
        }
        return proof instanceof Proof.Signature signature
                ? refreshed(exchange, signature.credential())
                : identified(exchange, (Proof.Content) proof);
    }

    private Future<Caller> refreshed(Exchange exchange, Credential credential) {
        if (credential instanceof Credential.LongTerm longTerm) {
            return exchange.await(directory.accessKey(longTerm.key().id())).compose(found -> {
                if (found.isEmpty() || found.get().key().status() != KeyStatus.ACTIVE) {
                    throw Refusal.of(RejectionReason.KEY_INACTIVE, "The AccessKeyId is disabled.");
                }
                return caller(exchange, credential);
            });
        }
        return caller(exchange, credential);
    }
}
