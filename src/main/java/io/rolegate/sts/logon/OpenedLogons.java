package io.rolegate.sts.logon;

import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SessionRevocation.Kind;
import io.rolegate.identity.Totp;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.repository.MfaDevices;
import io.rolegate.sts.TemporaryCredentials;
import io.rolegate.sts.TemporaryKeyIds;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes what log-ons change: opens and ends them, and makes devices for users who must bind one. */
final class OpenedLogons {
    /** How much longer than the log-on its end is remembered, as nodes' clocks may differ. */
    private static final Duration MARGIN = Duration.ofHours(12);

    private final LogonParts parts;
    private final TemporaryKeyIds keyIds = new TemporaryKeyIds();

    OpenedLogons(LogonParts parts) {
        this.parts = parts;
    }

    Future<LogonResult> open(PendingLogon pending, Standing standing, LogonOrigin origin) {
        Instant issuedAt = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        LogonSession session = new LogonSession(
                keyIds.next(),
                standing.accountId(),
                standing.userId(),
                standing.userName(),
                pending.mfa(),
                pending.passwordMark(),
                issuedAt,
                issuedAt.plus(standing.preference().loginSessionDuration()),
                pending.position());
        TemporaryCredentials credentials = parts.issuer().issue(session);
        return Future.fromCompletionStage(parts.store()
                        .write(
                                origin(standing, "sts:LogOn", origin),
                                transaction -> note(transaction, standing.user())))
                .map(noted -> new LogonResult.LoggedOn(session, credentials));
    }

    private static CompletionStage<Void> note(IdentityTransaction transaction, @Nullable RamUser user) {
        return user == null
                ? CompletableFuture.completedStage(null)
                : transaction.users().loggedOn(user);
    }

    Future<Void> end(LogonSession session, LogonOrigin origin) {
        Principal principal = session.userId() == null
                ? new Principal.AccountOwner(session.accountId())
                : new Principal.UserPrincipal(session.accountId(), session.userId(), session.userName());
        return Future.fromCompletionStage(parts.store()
                .write(origin(session.accountId(), principal, "sts:LogOut", origin), transaction -> transaction
                        .sessions()
                        .revoke(
                                session.accountId(),
                                Kind.LOGON,
                                session.accessKeyId(),
                                session.expiresAt().plus(MARGIN))));
    }

    /** The device that is named as the user, with a new seed, in place of one that was never bound. */
    Future<MfaEnrolment> newDevice(RamUser user, WriteOrigin write) {
        Secret seed = Totp.newSeed();
        String name = user.name();
        return Future.fromCompletionStage(parts.store().write(write, transaction -> {
            MfaDevices devices = transaction.mfaDevices();
            return devices.find(user.accountId(), MfaDevice.serialNumber(user.accountId(), name))
                    .thenCompose(
                            old -> old.isEmpty() ? CompletableFuture.completedStage(null) : devices.delete(old.get()))
                    .thenCompose(gone -> devices.create(user.accountId(), name, seed))
                    .thenApply(device -> new MfaEnrolment(device, seed));
        }));
    }

    WriteOrigin origin(Standing standing, String action, LogonOrigin origin) {
        return origin(standing.accountId(), standing.principal(), action, origin);
    }

    private static WriteOrigin origin(String accountId, Principal principal, String action, LogonOrigin origin) {
        return new WriteOrigin(
                origin.requestId(), accountId, principal.arn(), action, principal.arn(), origin.address());
    }
}
