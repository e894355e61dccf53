package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a trusted proxy says of its client decides like a connection of one's own; what anybody else says is ignored. */
class TrustedProxyIT {
    private static final String CLIENT = "203.0.113.9";

    private static RunningGateway gateway;
    private static SigningCredentials session;
    private static Wire proxy;
    private static Wire stranger;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(
                Map.of("api.trustedProxies", "127.0.0.1, 10.0.0.0/8", "limits.authenticationFailuresPerMinute", "1"));
        Cast cast = new Cast(gateway);
        session = cast.session(
                cast.user(),
                cast.role(
                        """
                        {"Version":"1","Statement":[{"Effect":"Allow","Action":"cs:*","Resource":"*",
                        "Condition":{"IpAddress":{"acs:SourceIp":"203.0.113.0/24"},"Bool":{"acs:SecureTransport":"true"}}}]}"""));
        proxy = Wire.to(gateway.gateway(), gateway.clock());
        stranger = Wire.from("127.0.0.2", gateway.gateway(), gateway.clock());
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        stranger.close();
        gateway.close();
    }

    @Test
    void policiesSeeTheClientThatTheProxyNames() throws Exception {
        assertThat(clusters(proxy, "198.51.100.1, " + CLIENT, "https")).isEqualTo("200");
        assertThat(clusters(proxy, CLIENT + ", 10.1.2.3", "https")).isEqualTo("200");

        assertThat(clusters(proxy, CLIENT, "http")).isEqualTo("403 Forbidden.RAM");
        assertThat(clusters(proxy, CLIENT + ", 198.51.100.1", "https")).isEqualTo("403 Forbidden.RAM");
    }

    @Test
    void nobodyElseCanNameOne() throws Exception {
        assertThat(clusters(stranger, CLIENT, "https")).isEqualTo("403 Forbidden.RAM");
    }

    @Test
    void chainThatCannotBeReadIsRefused() throws Exception {
        assertThat(clusters(proxy, CLIENT + ", unknown", "https")).isEqualTo("400 InvalidHeader");
        assertThat(clusters(proxy, CLIENT + ",", "https")).isEqualTo("400 InvalidHeader");
    }

    @Test
    void recordsNameTheClient() throws Exception {
        clusters(proxy, "203.0.113.77", "https");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(Files.readString(gateway.auditFile()))
                .contains("\"203.0.113.77\""));
    }

    @Test
    void failuresCountAgainstTheClientNotTheProxy() throws Exception {
        SigningCredentials wrong = new SigningCredentials("LTAIunknownunknown000000", "guess", null);

        assertThat(call(proxy, wrong, "192.0.2.1", "https")).startsWith("404 InvalidAccessKeyId");
        assertThat(call(proxy, wrong, "192.0.2.1", "https")).isEqualTo("429 Throttling.User");
        assertThat(call(proxy, wrong, "192.0.2.2", "https")).startsWith("404 InvalidAccessKeyId");
    }

    private static String clusters(Wire from, String forwardedFor, String protocol) throws Exception {
        return call(from, session, forwardedFor, protocol);
    }

    private static String call(Wire from, SigningCredentials caller, String forwardedFor, String protocol)
            throws Exception {
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "GET", "/api/v1/clusters")
                .version("2015-12-15")
                .header("x-forwarded-for", forwardedFor)
                .header("x-forwarded-proto", protocol)
                .build();
        return from.call(request, caller).outcome();
    }
}
