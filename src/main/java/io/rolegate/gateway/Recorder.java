package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.api.Permission;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditLog;
import io.rolegate.audit.AuditRecord;
import io.rolegate.audit.AuditRecordBuilder;
import io.rolegate.identity.Principal;
import io.rolegate.identity.UseLog;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.Outcome;
import io.rolegate.policy.Decision;
import io.rolegate.policy.StatementRef;
import io.rolegate.policy.Verdict;
import io.vertx.core.AsyncResult;
import org.jspecify.annotations.Nullable;

/** The last stage, which always runs: one audit line, the meters and the use of the key, from what the exchange learned and how it ended. */
final class Recorder {
    private final AuditLog auditLog;
    private final GatewayMeters meters;
    private final UseLog uses;

    Recorder(AuditLog auditLog, GatewayMeters meters, UseLog uses) {
        this.auditLog = auditLog;
        this.meters = meters;
        this.uses = uses;
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
        AuditLog.Slot slot = exchange.auditSlot() == null ? auditLog.reserve() : exchange.auditSlot();
        if (slot != null) {
            slot.complete(line(exchange, answered));
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

    private static AuditRecord line(Exchange exchange, Answered answered) {
        AuditRecordBuilder line = AuditRecord.builder(
                        exchange.time(), exchange.requestId(), auditDecision(exchange, answered))
                .sourceIp(exchange.callerAddress())
                .userAgent(exchange.request().getHeader("user-agent"))
                .status(answered.status())
                .latencyMicros(exchange.elapsedNanos() / 1000);
        addTarget(line, exchange);
        addCaller(line, exchange);
        addDecision(line, exchange, answered.refusal());
        return line.build();
    }

    private static AuditDecision auditDecision(Exchange exchange, Answered answered) {
        Refusal refusal = answered.refusal();
        if (exchange.isCut()) {
            return AuditDecision.CUT;
        }
        if (exchange.authorised() != null && (refusal == null || refusal.denial() == null)) {
            return AuditDecision.ALLOW;
        }
        Denial denial = refusal == null ? null : refusal.denial();
        if (denial != null) {
            return denial.decision().verdict() == Verdict.EXPLICIT_DENY
                    ? AuditDecision.EXPLICIT_DENY
                    : AuditDecision.IMPLICIT_DENY;
        }
        int status = refusal == null ? 500 : refusal.status(ErrorFormat.RPC_JSON);
        if (status == 429) {
            return AuditDecision.THROTTLED;
        }
        return status < 500 ? AuditDecision.REJECTED : AuditDecision.FAILED;
    }

    private static void addTarget(AuditRecordBuilder line, Exchange exchange) {
        Routed routed = exchange.routed();
        if (routed != null) {
            line.service(routed.target().service()).operation(routed.target().operation());
        }
    }

    private static void addCaller(AuditRecordBuilder line, Exchange exchange) {
        Authenticated authenticated = exchange.authenticated();
        if (authenticated == null) {
            return;
        }
        Caller caller = authenticated.caller();
        Principal principal = caller.principal();
        line.accountId(principal.accountId())
                .principal(principal.arn())
                .principalType(principal.identityType())
                .accessKeyId(caller.accessKeyId())
                .revision(caller.revision());
        if (caller.logon() != null) {
            line.sessionId(caller.logon().accessKeyId());
        }
        if (authenticated.proof() instanceof Proof.Signature signature) {
            line.dialect(signature.verified().presented().dialect().name());
        }
        if (principal instanceof Principal.FederatedUser federated) {
            line.sourceIdentity(federated.arn() + "/" + federated.id());
        }
        if (principal instanceof Principal.RoleSession session) {
            line.sessionName(session.role().sessionName())
                    .sessionId(session.grant().accessKeyId())
                    .sourceIdentity(session.grant().source().identity());
        }
    }

    private static void addDecision(AuditRecordBuilder line, Exchange exchange, @Nullable Refusal refusal) {
        Authorised authorised = exchange.authorised();
        Denial denial = refusal == null ? null : refusal.denial();
        Permission permission = denial != null
                ? denial.permission()
                : authorised == null || authorised.granted().isEmpty()
                        ? null
                        : authorised.granted().get(0);
        if (permission != null) {
            line.action(permission.action()).resource(permission.resource());
        }
        Decision decision = denial != null ? denial.decision() : authorised == null ? null : authorised.decision();
        StatementRef by = decision == null ? null : decision.by();
        if (by != null) {
            line.policy(by.policy().name()).statement(by.label());
        }
        if (refusal != null) {
            line.reason(refusal.code(ErrorFormat.RPC_JSON));
            line.upstreamReason(refusal.upstreamReason());
        }
    }
}
