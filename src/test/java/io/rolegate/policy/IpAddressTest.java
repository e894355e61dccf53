package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:7::1, 2001:DB8:0:7:ffff:ffff:ffff:ffff, true",
        "2001:db8:0:7::1, 2001:db8:0:8::1, false",
        "fe80::1%eth0, fe80::2%3, true",
        "192.0.2.1, 192.0.2.2, false",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2, false",
        "::ffff:192.0.2.1, ::1, false"
    })
    void ipv6AddressesOfOneNetworkAreCountedTogether(String one, String other, boolean together) {
        assertThat(IpAddress.network(one).equals(IpAddress.network(other))).isEqualTo(together);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.1", "::ffff:192.0.2.1", "localhost", "2001:db8:", "%:"})
    void whatIsNoIpv6AddressIsItsOwnNetwork(String address) {
        assertThat(IpAddress.network(address)).isEqualTo(address);
    }
}
