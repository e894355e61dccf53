package io.rolegate.sts.logon;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs people on to the console, by a password and whatever else their account demands, and out again (design, section 5; ram.md
 * §6). Each step tells what is missing; a failed future means that nothing was decided, with {@link ApiException} for the caller
 * where there is something to tell.
 */
public final class Logons {
    /** How long the right password is enough to go on with what is missing. */
    private static final Duration PENDING = Duration.ofMinutes(10);

    private final LogonParts parts;
    private final LogonThrottle throttle;
    private final LogonAudit audit;
    private final OpenedLogons opened;

    /** @param mostFailuresPerAddress failed log-ons of one address within an hour before further ones are refused; 0: no limit */
    public Logons(LogonParts parts, int mostFailuresPerAddress) {
        this.parts = parts;
        this.throttle = new LogonThrottle(mostFailuresPerAddress);
        this.audit = new LogonAudit(parts.auditLog(), parts.clock());
        this.opened = new OpenedLogons(parts);
    }

    /**
     * Begins with a name and a password.
     *
     * @param name as typed
     */
    public Future<LogonResult> logOn(String name, String password, LogonOrigin origin) {
        LogonAudit.Entry entry = audit.begin(origin);
        return entry.end(Future.succeededFuture(name).compose(typed -> {
            Duration wait = throttle.beginFrom(origin.address(), now());
            return wait.isZero()
                    ? check(LogonName.parse(typed).orElse(null), password, origin, entry)
                    : throttled(wait);
        }));
    }

    private Future<LogonResult> check(
            @Nullable LogonName name, String password, LogonOrigin origin, LogonAudit.Entry entry) {
        // Before anything is read: what comes while this is being decided must count as later.
        long position = parts.directory().position();
        return find(name).compose(found -> {
            Standing standing = found.orElse(null);
            entry.concerns(standing);
            String key = name == null ? "" : name.key(standing == null ? null : standing.accountId());
            PasswordPolicy policy = standing == null ? PasswordPolicy.defaults() : standing.policy();
            Duration wait = throttle.beginOn(key, origin.address(), now(), policy.maxAttempts());
            if (!wait.isZero()) {
                return throttled(wait);
            }
            return Future.fromCompletionStage(
                            parts.passwords().verify(password, standing == null ? null : standing.passwordHash()))
                    .compose(right -> right && standing != null
                            ? proven(key, standing, position, origin, entry)
                            : entry.refuse(standing == null ? "UnknownName" : "WrongPassword"));
        });
    }

    private Future<Optional<Standing>> find(@Nullable LogonName name) {
        if (name == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return Future.fromCompletionStage(parts.directory().account(name.account()))
                .compose(account -> account.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : Future.fromCompletionStage(parts.store()
                                .read(transaction -> Standing.of(transaction, account.get(), name.user()))));
    }

    private Future<LogonResult> proven(
            String key, Standing standing, long position, LogonOrigin origin, LogonAudit.Entry entry) {
        if (!standing.admits(origin.address())) {
            return entry.refuse("ForbiddenNetwork");
        }
        throttle.passed(key, origin.address());
        PendingLogon pending = new PendingLogon(
                key,
                standing.accountId(),
                standing.userId(),
                standing.passwordMark(),
                false,
                position,
                now().plus(PENDING));
        return goOn(pending, standing, origin);
    }

    /** Goes on with the code that the user's MFA device shows. */
    public Future<LogonResult> enterCode(PendingLogon pending, String code, LogonOrigin origin) {
        LogonAudit.Entry entry = audit.begin(origin);
        return entry.end(Future.succeededFuture(pending)
                .compose(given -> again(given, entry))
                .compose(found -> {
                    Standing standing = found.orElse(null);
                    RamUser user = standing == null ? null : standing.user();
                    if (standing == null || user == null) {
                        return entry.refuse("LogonEnded");
                    }
                    Duration wait = throttle.beginOn(
                            pending.key(),
                            origin.address(),
                            now(),
                            standing.policy().maxAttempts());
                    return wait.isZero() ? take(pending, standing, user, code, origin, entry) : throttled(wait);
                }));
    }

    private Future<LogonResult> take(
            PendingLogon pending,
            Standing standing,
            RamUser user,
            String code,
            LogonOrigin origin,
            LogonAudit.Entry entry) {
        WriteOrigin write = opened.origin(standing, "sts:VerifyMFACode", origin);
        return Future.fromCompletionStage(parts.store()
                        .write(write, transaction -> transaction.mfaDevices().take(user, code)))
                .compose(good -> good ? goOn(pending.withMfa(), standing, origin) : entry.refuse("WrongCode"));
    }

    /**
     * Goes on with a new password. Fails with {@code InvalidParameter.Password.*} where it isn't good enough: the pending log-on
     * remains.
     */
    public Future<LogonResult> changePassword(PendingLogon pending, String newPassword, LogonOrigin origin) {
        LogonAudit.Entry entry = audit.begin(origin);
        return entry.end(Future.succeededFuture(pending)
                .compose(given -> again(given, entry))
                .compose(found -> {
                    Standing standing = found.orElse(null);
                    RamUser user = standing == null ? null : standing.user();
                    if (standing == null
                            || user == null
                            || Step.of(standing, pending.mfa(), now()) != Step.NEW_PASSWORD) {
                        return entry.refuse("LogonEnded");
                    }
                    WriteOrigin write = opened.origin(standing, "sts:ChangePassword", origin);
                    return Future.fromCompletionStage(
                                    parts.newPasswords().set(user, pending.passwordMark(), newPassword, write))
                            .compose(set -> read(pending))
                            .compose(changed -> changed.isEmpty()
                                    ? entry.refuse("LogonEnded")
                                    : goOn(pending.withPassword(changed.get().passwordMark()), changed.get(), origin));
                }));
    }

    /** Makes a device for a user who must bind one; it takes the place of one that was made so before. */
    public Future<MfaEnrolment> beginMfaBinding(PendingLogon pending, LogonOrigin origin) {
        return enrolling(pending, origin, (user, write) -> opened.newDevice(user, write));
    }

    /** Goes on with two codes that the new device has shown one after the other. */
    public Future<LogonResult> bindMfa(
            PendingLogon pending, MfaEnrolment enrolment, String firstCode, String secondCode, LogonOrigin origin) {
        LogonAudit.Entry entry = audit.begin(origin);
        return entry.end(enrolling(
                        pending,
                        origin,
                        (user, write) ->
                                Future.fromCompletionStage(parts.store().write(write, transaction -> transaction
                                        .mfaDevices()
                                        .bind(enrolment.device(), user, firstCode, secondCode))))
                .compose(bound -> bound ? read(pending) : Future.succeededFuture(Optional.empty()))
                .compose(found ->
                        found.isEmpty() ? entry.refuse("WrongCode") : goOn(pending.withMfa(), found.get(), origin)));
    }

    private interface Enrolling<T> {
        Future<T> apply(RamUser user, WriteOrigin write);
    }

    private <T> Future<T> enrolling(PendingLogon pending, LogonOrigin origin, Enrolling<T> work) {
        return Future.succeededFuture(pending).compose(this::standing).compose(found -> {
            Standing standing = found.orElse(null);
            RamUser user = standing == null ? null : standing.user();
            if (standing == null || user == null || Step.of(standing, pending.mfa(), now()) != Step.MFA_BINDING) {
                throw new ApiException(ErrorCode.NO_PERMISSION, "The log-on has ended; begin again.");
            }
            return work.apply(user, opened.origin(standing, "sts:BindMFADevice", origin));
        });
    }

    private Future<LogonResult> goOn(PendingLogon pending, Standing standing, LogonOrigin origin) {
        return switch (Step.of(standing, pending.mfa(), now())) {
            case MFA_CODE -> Future.succeededFuture(new LogonResult.MfaCodeNeeded(pending));
            case EXPIRED -> Future.succeededFuture(new LogonResult.PasswordExpired());
            case NEW_PASSWORD -> Future.succeededFuture(new LogonResult.PasswordChangeRequired(pending));
            case MFA_BINDING -> Future.succeededFuture(new LogonResult.MfaBindingRequired(pending));
            case DONE ->
                opened.open(pending, standing, origin)
                        .onSuccess(done -> throttle.succeeded(pending.key(), origin.address()));
        };
    }

    private Future<Optional<Standing>> again(PendingLogon pending, LogonAudit.Entry entry) {
        return standing(pending).onSuccess(found -> entry.concerns(found.orElse(null)));
    }

    /** How a pending log-on stands now; empty where it has ended. */
    private Future<Optional<Standing>> standing(PendingLogon pending) {
        return now().isBefore(pending.expiresAt())
                ? read(pending)
                        .map(found ->
                                found.filter(standing -> standing.passwordMark().equals(pending.passwordMark())))
                : Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<Standing>> read(PendingLogon pending) {
        return Future.fromCompletionStage(
                parts.store().read(transaction -> Standing.of(transaction, pending.accountId(), pending.userId())));
    }

    /** Ends a log-on, and what was assumed from it; once this completes no request with it is taken. */
    public Future<Void> logOut(LogonSession session, LogonOrigin origin) {
        return opened.end(session, origin);
    }

    private static Future<LogonResult> throttled(Duration wait) {
        return Future.succeededFuture(new LogonResult.Throttled(wait));
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
