package io.rolegate.sts.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.policy.NetworkMasks;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerAddressesTest {
    private static Vertx vertx;
    private static WorkerExecutor workers;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        workers = vertx.createSharedWorkerExecutor("resolve");
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "::8.8.8.8",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.1.2.3",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1",
                "4000::1"
            })
    void specialAddressesAreNotConnectedTo(String literal) throws Exception {
        assertThat(addresses("").mayConnectTo(address(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void publicAddressesAreConnectedTo(String literal) throws Exception {
        assertThat(addresses("").mayConnectTo(address(literal))).isTrue();
    }

    @Test
    void allowedBlocksAreConnectedToAndNothingBesideThem() throws Exception {
        IssuerAddresses addresses = addresses("10.1.0.0/16;fd00:1::/32");

        assertThat(addresses.mayConnectTo(address("10.1.2.3"))).isTrue();
        assertThat(addresses.mayConnectTo(address("fd00:1::5"))).isTrue();
        assertThat(addresses.mayConnectTo(address("10.2.0.1"))).isFalse();
        assertThat(addresses.mayConnectTo(address("127.0.0.1"))).isFalse();
        assertThat(addresses.mayConnectTo(address("8.8.8.8"))).isTrue();
    }

    @Test
    void bracketsAroundIpv6AreNoPartOfTheAddress() throws Exception {
        assertThat(addresses("").find("[2001:4860:4860::8888]").await(10, TimeUnit.SECONDS))
                .containsExactly(address("2001:4860:4860::8888"));
    }

    private static IssuerAddresses addresses(String allowed) {
        return new IssuerAddresses(
                workers, InetAddress::getAllByName, allowed.isEmpty() ? Optional.empty() : NetworkMasks.parse(allowed));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }
}
