package io.rolegate.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleClientTest {
    @Test
    void valueIsReadAsItIsWritten() {
        ConsoleClient client = new ConsoleClient("2001:db8::1", true);

        assertThat(client.toString()).isEqualTo("2001:db8::1;tls=true");
        assertThat(ConsoleClient.parse(client.toString())).contains(client);
        assertThat(ConsoleClient.parse("192.0.2.1;tls=false")).contains(new ConsoleClient("192.0.2.1", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "192.0.2.1", "192.0.2.1;tls=yes", "192.0.2.1;tls=TRUE", "192.0.2.1;tls=true;", "tls=true"})
    void otherTextsAreNone(String text) {
        assertThat(ConsoleClient.parse(text)).isEmpty();
    }

    @Test
    void nameBelongsToTheDialect() {
        assertThat(ConsoleClient.headerName(Dialect.ACS3)).isEqualTo("x-acs-rolegate-client");
        assertThat(ConsoleClient.headerName(Dialect.MNS)).isEqualTo("x-mns-rolegate-client");
    }
}
