package io.rolegate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditRecordTest {

    @Test
    void cutsLongTextsAndMarksTheCut() {
        AuditRecord record = AuditRecord.builder(AuditRecords.TIME, "r".repeat(600), AuditDecision.ALLOW)
                .resource("x".repeat(100_000))
                .userAgent("u".repeat(512))
                .build();

        assertThat(record.requestId()).hasSize(512).endsWith("r…");
        assertThat(record.resource()).hasSize(512).endsWith("x…");
        assertThat(record.userAgent()).isEqualTo("u".repeat(512));
    }

    @Test
    void neverCutsACharacterInHalf() {
        String text = "x".repeat(510) + "😀" + "y".repeat(10);

        AuditRecord record = AuditRecord.builder(AuditRecords.TIME, "r", AuditDecision.ALLOW)
                .userAgent(text)
                .build();

        assertThat(record.userAgent()).isEqualTo("x".repeat(510) + "…");
    }
}
