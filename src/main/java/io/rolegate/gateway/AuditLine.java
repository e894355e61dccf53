package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditRecord;
import io.rolegate.audit.AuditRecordBuilder;
import io.rolegate.audit.DraftDecision;
import io.rolegate.audit.RequestContext;
import io.rolegate.audit.RequiredPermission;
import io.rolegate.gateway.service.Target;
import io.rolegate.identity.Principal;
import io.rolegate.policy.Decision;
import io.rolegate.policy.StatementRef;
import io.rolegate.policy.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit record of an exchange: what it learned, and how it ended. */
final class AuditLine {
    private static final int ACCOUNT_FIELD = 3;

    private AuditLine() {}

    /** @param drafts those that would have decided otherwise */
    static AuditRecord of(Exchange exchange, Answered answered, List<DraftDecision> drafts) {
        AuditRecordBuilder line = AuditRecord.builder(
                        exchange.time(), exchange.requestId(), auditDecision(exchange, answered))
                .traceId(exchange.traceId())
                .sourceIp(exchange.callerAddress())
                .userAgent(exchange.request().getHeader("user-agent"))
                .status(answered.status())
                .latencyMicros(exchange.elapsedNanos() / 1000)
                .drafts(drafts);
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
        Denial denial = refusal == null ? null : refusal.denial();
        List<Permission> needed = exchange.needed();
        Permission permission = denial != null ? denial.permission() : needed.isEmpty() ? null : needed.get(0);
        Authenticated authenticated = exchange.authenticated();
        if (permission != null && authenticated != null) {
            addPermission(line, authenticated, permission);
            line.alsoRequired(others(needed, permission));
        }
        if (authenticated != null && authenticated.target() instanceof Target.BuiltIn) {
            line.requestParameters(RecordedParameters.of(authenticated.proof().parameters()));
        }
        Authorised authorised = exchange.authorised();
        Decision decision = denial != null ? denial.decision() : authorised == null ? null : authorised.decision();
        if (decision != null) {
            addReason(line, decision);
        }
        if (refusal != null) {
            line.reason(refusal.code(ErrorFormat.RPC_JSON));
            line.upstreamReason(refusal.upstreamReason());
        }
    }

    private static void addPermission(AuditRecordBuilder line, Authenticated authenticated, Permission permission) {
        Caller caller = authenticated.caller();
        line.action(permission.action())
                .resource(permission.resource())
                .resourceAccountId(owner(permission.resource(), authenticated))
                .sessionPolicy(caller.sessionPolicy())
                .context(new RequestContext(
                        caller.principal().conditionArn(),
                        authenticated.exchange().callerIsSecure(),
                        caller.mfa(),
                        permission.context()));
    }

    /** The account that the ARN names, or else the request, or else the caller's. */
    private static String owner(String resource, Authenticated authenticated) {
        String callers = authenticated.caller().principal().accountId();
        int start = 0;
        for (int field = 0; field < ACCOUNT_FIELD; field++) {
            start = resource.indexOf(':', start) + 1;
            if (start == 0) {
                return named(authenticated, callers);
            }
        }
        int end = resource.indexOf(':', start);
        if (end <= start) {
            return named(authenticated, callers);
        }
        return end - start == callers.length() && resource.startsWith(callers, start)
                ? callers
                : resource.substring(start, end);
    }

    private static String named(Authenticated authenticated, String callers) {
        return authenticated.target() instanceof Target.Proxied target && target.namedAccount() != null
                ? target.namedAccount()
                : callers;
    }

    private static List<RequiredPermission> others(List<Permission> needed, Permission decided) {
        if (needed.size() <= 1) {
            return List.of();
        }
        return needed.stream()
                .filter(permission -> !permission.equals(decided))
                .map(permission -> new RequiredPermission(permission.action(), permission.resource()))
                .toList();
    }

    private static void addReason(AuditRecordBuilder line, Decision decision) {
        StatementRef by = decision.by();
        if (by != null || decision.verdict() != Verdict.ALLOW) {
            line.policyKind(decision.kind().wireName());
        }
        if (by != null) {
            line.policy(by.policy().name()).policyVersion(by.policy().version()).statement(by.label());
        }
    }
}
