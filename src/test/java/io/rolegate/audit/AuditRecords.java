package io.rolegate.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records for tests. */
final class AuditRecords {

    static final Instant TIME = Instant.parse("2026-11-24T08:00:00.007Z");

    private AuditRecords() {}

    /** What has been rendered, as text. */
    static String rendered(AuditJson json) {
        return StandardCharsets.UTF_8.decode(json.rendered()).toString();
    }

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
                .resourceAccountId("1234567890123456")
                .alsoRequired(List.of(
                        new RequiredPermission("mns:SendMessage", "acs:mns:cn-hangzhou:1234567890123456:/queues/q"),
                        new RequiredPermission("mns:Tag", "*")))
                .requestParameters(Map.of("UserName", "alice"))
                .context(new RequestContext(
                        "acs:ram::1234567890123456:role/operator",
                        true,
                        false,
                        Map.of("sts:ExternalId", List.of("x\"1", "x2"))))
                .sessionPolicy("{\"Version\":\"1\"}")
                .reason("AccessDenied")
                .policyKind("identity")
                .policyVersion("v2")
                .policy("orders-only")
                .statement("1")
                .status(403)
                .latencyMicros(1_234)
                .upstreamReason("none asked")
                .revision(42)
                .drafts(List.of(new DraftDecision("orders-only", "v3", AuditDecision.ALLOW)))
                .build();
    }
}
