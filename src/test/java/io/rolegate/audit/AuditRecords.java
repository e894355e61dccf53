package io.rolegate.audit;

import java.time.Instant;

/** Records for tests. */
final class AuditRecords {

    static final Instant TIME = Instant.parse("2026-11-24T08:00:00.007Z");

    private AuditRecords() {}

    static AuditRecord minimal(String requestId) {
        return AuditRecord.builder(TIME, requestId, AuditDecision.REJECTED).build();
    }

    static AuditRecord full() {
        return AuditRecord.builder(TIME, "req-1", AuditDecision.EXPLICIT_DENY)
                .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .accountId("1234567890123456")
                .principal("acs:ram::1234567890123456:assumed-role/operator/alice")
                .principalType("AssumedRoleUser")
                .sessionName("alice")
                .sessionId("s-1")
                .accessKeyId("STS.abc")
                .sourceIdentity("acs:ram::6543210987654321:user/alice")
                .sourceIp("192.0.2.7")
                .userAgent("AlibabaCloud (Linux; amd64)")
                .dialect("acs3")
                .service("message-service")
                .operation("SendMessage")
                .action("mns:SendMessage")
                .resource("acs:mns:cn-hangzhou:1234567890123456:/queues/orders-1/messages")
                .reason("AccessDenied")
                .policy("orders-only")
                .statement("1")
                .status(403)
                .latencyMicros(1_234)
                .upstreamReason("none asked")
                .revision(42)
                .build();
    }
}
