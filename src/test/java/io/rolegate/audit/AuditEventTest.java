package io.rolegate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {

    @Test
    void readsWhatDecidedBackFromALine() {
        AuditRecord record = AuditRecords.full();
        AuditEvent event = AuditEvent.parse(render(record));

        assertThat(event.time()).isEqualTo(AuditRecords.TIME);
        assertThat(event.text("resourceAccountId")).isEqualTo("1234567890123456");
        assertThat(event.number("revision")).isEqualTo(42);
        assertThat(event.isComplete()).isTrue();
        assertThat(event.alsoRequired()).isEqualTo(record.alsoRequired());
        assertThat(event.conditionValues())
                .containsEntry("acs:SourceIp", List.of("192.0.2.7"))
                .containsEntry("acs:CurrentTime", List.of("2026-11-24T08:00:00.007Z"))
                .containsEntry("acs:AccessId", List.of("STS.abc"))
                .containsEntry("acs:PrincipalArn", List.of("acs:ram::1234567890123456:role/operator"))
                .containsEntry("acs:SecureTransport", List.of("true"))
                .containsEntry("acs:MFAPresent", List.of("false"))
                .containsEntry("sts:ExternalId", List.of("x\"1", "x2"))
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"eventTime\":\"soon\",\"requestId\":\"r\",\"decision\":\"Allow\"}",
                "{\"eventTime\":1"
            })
    void refusesWhatIsNoRecord(String line) {
        assertThatThrownBy(() -> AuditEvent.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String render(AuditRecord record) {
        AuditJson json = new AuditJson();
        json.append(record);
        return AuditRecords.rendered(json).strip();
    }
}
