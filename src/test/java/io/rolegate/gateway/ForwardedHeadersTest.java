package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.HeaderList;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardedHeadersTest {
    @Test
    void whomTheConsoleCallsForIsNotForwarded() {
        MultiMap forwarded = MultiMap.caseInsensitiveMultiMap();

        ForwardedHeaders.copyRequest(
                HeaderList.of(List.of(
                        Map.entry("X-Acs-Rolegate-Client", "192.0.2.1;tls=true"),
                        Map.entry("x-mns-rolegate-client", "192.0.2.1;tls=true"),
                        Map.entry("x_acs_rolegate_client", "192.0.2.1;tls=true"),
                        Map.entry("x-acs-date", "2026-11-01T00:00:00Z"))),
                forwarded);

        assertThat(forwarded.names()).containsExactly("x-acs-date");
    }
}
