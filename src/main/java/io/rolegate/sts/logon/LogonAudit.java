package io.rolegate.sts.logon;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditLog;
import io.rolegate.audit.AuditRecord;
import io.rolegate.audit.AuditRecordBuilder;
import io.rolegate.identity.Principal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Records each step of a log-on: from where, whom it concerned, and why it was refused. A name that nobody has is not recorded:
 * people type passwords where names belong.
 */
final class LogonAudit {
    private final AuditLog auditLog;
    private final InstantSource clock;

    LogonAudit(AuditLog auditLog, InstantSource clock) {
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Takes a place for the record, so that nobody logs on unrecorded; {@code ServiceUnavailable} where there is none. */
    Entry begin(LogonOrigin origin) {
        AuditLog.Slot slot = auditLog.reserve();
        if (slot == null) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE, "The audit log can't take the log-on; try again later.");
        }
        return new Entry(slot, origin, clock);
    }

    /** One step's record. */
    static final class Entry {
        private final AuditLog.Slot slot;
        private final LogonOrigin origin;
        private final InstantSource clock;
        private final Instant begun;
        private @Nullable Standing standing;
        private @Nullable String reason;

        private Entry(AuditLog.Slot slot, LogonOrigin origin, InstantSource clock) {
            this.slot = slot;
            this.origin = origin;
            this.clock = clock;
            this.begun = clock.instant();
        }

        /** Whom the step is about, null for nobody. */
        void concerns(@Nullable Standing whom) {
            standing = whom;
        }

        /** The refusal that the caller gets, with the reason that only the record has. */
        Future<LogonResult> refuse(String why) {
            reason = why;
            return Future.succeededFuture(new LogonResult.Refused());
        }

        /** Writes the record once the step has ended. */
        Future<LogonResult> end(Future<LogonResult> step) {
            return step.onComplete(result -> slot.complete(record(result)));
        }

        private AuditRecord record(AsyncResult<LogonResult> result) {
            LogonResult ended = result.result();
            AuditRecordBuilder record = AuditRecord.builder(begun, origin.requestId(), decision(result))
                    .service("sts")
                    .operation("LogOn")
                    .sourceIp(origin.address())
                    .reason(result.failed() ? "Failed" : reason == null ? reason(ended) : reason)
                    .latencyMicros(Duration.between(begun, clock.instant()).toNanos() / 1000);
            if (ended instanceof LogonResult.LoggedOn loggedOn) {
                record.sessionId(loggedOn.session().accessKeyId());
            }
            if (standing != null) {
                Principal principal = standing.principal();
                record.accountId(principal.accountId())
                        .principal(principal.arn())
                        .principalType(principal.identityType());
            }
            return record.build();
        }

        private static AuditDecision decision(AsyncResult<LogonResult> result) {
            if (result.failed()) {
                return AuditDecision.FAILED;
            }
            if (result.result() instanceof LogonResult.Throttled) {
                return AuditDecision.THROTTLED;
            }
            return result.result() instanceof LogonResult.LoggedOn ? AuditDecision.ALLOW : AuditDecision.REJECTED;
        }

        /** What was missing, of a step that was not refused. */
        private static @Nullable String reason(LogonResult ended) {
            return ended instanceof LogonResult.LoggedOn
                    ? null
                    : ended.getClass().getSimpleName();
        }
    }
}
