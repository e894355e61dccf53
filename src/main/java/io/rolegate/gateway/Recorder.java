package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.audit.AuditLog;
import io.rolegate.audit.DraftDecision;
import io.rolegate.identity.UseLog;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.Outcome;
import io.vertx.core.AsyncResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last stage, which always runs: one audit line, the meters and the use of the key, from what the exchange learned and how it ended. */
final class Recorder {
    private final AuditLog auditLog;
    private final GatewayMeters meters;
    private final UseLog uses;
    private final DraftTrials drafts;

    Recorder(AuditLog auditLog, GatewayMeters meters, UseLog uses, DraftTrials drafts) {
        this.auditLog = auditLog;
        this.meters = meters;
        this.uses = uses;
        this.drafts = drafts;
    }

    /** Reserves the audit line's place, so that what is forwarded can be recorded; refuses with 503 where there is none. */
    Authorised reserve(Authorised authorised) {
        AuditLog.Slot slot = auditLog.reserve();
        if (slot == null) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The audit log can't take the request; try again later.");
        }
        authorised.exchange().reserved(slot);
        return authorised;
    }

    void record(Exchange exchange, AsyncResult<Answered> result) {
        count(exchange, result);
        Answered answered = answered(result);
        List<DraftDecision> differing = drafts.differing(exchange, answered.refusal());
        AuditLog.Slot slot = exchange.auditSlot() == null ? auditLog.reserve() : exchange.auditSlot();
        if (slot != null) {
            slot.complete(AuditLine.of(exchange, answered, differing));
        }
        Authenticated authenticated = exchange.authenticated();
        String accessKeyId =
                authenticated == null ? null : authenticated.caller().accessKeyId();
        if (accessKeyId != null) {
            uses.used(accessKeyId, exchange.time());
        }
    }

    private static Answered answered(AsyncResult<Answered> result) {
        return result.succeeded() ? result.result() : Answered.refused(0, Refusal.from(result.cause()));
    }

    /** Only the meters: for what was turned away before it was known who asks for what. */
    void count(Exchange exchange, AsyncResult<Answered> result) {
        Answered answered = answered(result);
        Routed routed = exchange.routed();
        Refusal refusal = answered.refusal();
        meters.requestFinished(
                routed == null ? GatewayMeters.UNKNOWN : routed.target().service(),
                routed == null ? GatewayMeters.UNKNOWN : routed.target().operation(),
                outcome(exchange, answered),
                exchange.elapsedNanos());
        exchange.stepNanos().forEach(meters::stepFinished);
        if (refusal != null) {
            meters.denied(refusal.code(ErrorFormat.RPC_JSON));
            count(refusal.deferral());
        }
    }

    private void count(@Nullable Deferral deferral) {
        if (deferral == null) {
            return;
        }
        switch (deferral.kind()) {
            case CALL -> meters.limited(deferral.label());
            case NODE -> meters.shed(deferral.label());
        }
    }

    private static Outcome outcome(Exchange exchange, Answered answered) {
        Refusal refusal = answered.refusal();
        if (refusal == null) {
            return Outcome.ALLOWED;
        }
        if (exchange.isCut()) {
            return Outcome.CUT;
        }
        if (refusal.isCallerGone() || answered.status() == 0) {
            return Outcome.ABORTED;
        }
        if (refusal.denial() != null) {
            return Outcome.DENIED;
        }
        Deferral deferral = refusal.deferral();
        if (deferral != null && deferral.kind() == Deferral.Kind.NODE) {
            return Outcome.SHED;
        }
        int status = refusal.status(ErrorFormat.RPC_JSON);
        if (status == 429) {
            return Outcome.THROTTLED;
        }
        if (status < 500) {
            return Outcome.REJECTED;
        }
        return exchange.authorised() == null ? Outcome.FAILED : Outcome.UPSTREAM_FAILED;
    }
}
