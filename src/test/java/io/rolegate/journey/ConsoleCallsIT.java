package io.rolegate.journey;

import static io.rolegate.journey.Delegation.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.CreateLoginProfileRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.sts.logon.LogonOrigin;
import io.rolegate.sts.logon.LogonResult;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console says for which browser it calls: heeded with a log-on's credentials and under their signature only. */
@ExtendWith(RolegateExtension.class)
class ConsoleCallsIT {
    private static final String PASSWORD = "Tr0ub4dor&3-horse";
    private static final String BROWSER = "203.0.113.7;tls=true";
    private static final String REFUSED = "400 InvalidHeader";

    private final RunningGateway gateway;
    private final Cast cast;
    private final Wire wire;
    private Cast.PartnerUser user;
    private SigningCredentials logon;
    private Cast.PartnerRole role;
    /** A role that only a browser at that address, over TLS, may use; assumed by the log-on. */
    private SigningCredentials session;

    ConsoleCallsIT(RunningGateway gateway, Cast cast, Wire wire) {
        this.gateway = gateway;
        this.cast = cast;
        this.wire = wire;
    }

    @BeforeEach
    void switchIdentity() throws Exception {
        user = cast.user();
        cast.ownerB()
                .ram()
                .createLoginProfile(
                        new CreateLoginProfileRequest().setUserName(user.name()).setPassword(PASSWORD));
        LogonResult result = gateway.logons()
                .logOn(user.name() + "@enterprise-b", PASSWORD, new LogonOrigin("request-1", "203.0.113.7"))
                .await(30, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(LogonResult.LoggedOn.class);
        logon = LogonIT.credentials((LogonResult.LoggedOn) result);
        role = cast.role(
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":["cs:GetClusters","mns:ListQueue"],"Resource":"*",
                "Condition":{"IpAddress":{"acs:SourceIp":["203.0.113.0/24"]},"Bool":{"acs:SecureTransport":["true"]}}}]}""");
        session = cast.assume(
                logon, new AssumeRoleRequest().setRoleArn(role.arn()).setRoleSessionName(user.name()));
    }

    @Test
    void conditionsAndRecordsSeeTheBrowser() throws Exception {
        assertThat(call(Dialect.ROA, session, BROWSER)).isEqualTo(WORKS);
        assertThat(call(Dialect.ACS3, session, BROWSER)).isEqualTo(WORKS);
        assertThat(call(Dialect.MNS, session, BROWSER)).isEqualTo(WORKS);

        assertThat(call(Dialect.ACS3, session, null)).isEqualTo("403 Forbidden.RAM");
        assertThat(call(Dialect.ACS3, session, "203.0.113.7;tls=false")).isEqualTo("403 Forbidden.RAM");
        assertThat(call(Dialect.ACS3, session, "198.51.100.1;tls=true")).isEqualTo("403 Forbidden.RAM");
        assertThat(call(Dialect.MNS, session, "198.51.100.1;tls=true")).isEqualTo("403 AccessDenied");
        Awaitility.await().until(() -> Files.readString(gateway.auditFile()).contains("198.51.100.1"));
    }

    @Test
    void logOnItselfMaySayItToo() throws Exception {
        assertThat(wire.call(
                                identity(Dialect.ACS3)
                                        .header(ConsoleClient.headerName(Dialect.ACS3), BROWSER)
                                        .build(),
                                logon)
                        .outcome())
                .isEqualTo(WORKS);
    }

    @Test
    void nobodyElseMaySayIt() throws Exception {
        SigningCredentials byKey = cast.session(user, role);

        assertThat(call(Dialect.ACS3, byKey, BROWSER)).isEqualTo(REFUSED);
        assertThat(call(Dialect.MNS, byKey, BROWSER)).isEqualTo("400 InvalidArgument");
        assertThat(call(Dialect.ACS3, user.credentials(), BROWSER)).isEqualTo(REFUSED);
        assertThat(call(Dialect.ACS3, cast.credentialsOfOwnerB(), BROWSER)).isEqualTo(REFUSED);
    }

    @Test
    void whatNoSignatureCoversIsRefused() throws Exception {
        assertThat(wire.call(
                                identity(Dialect.RPC)
                                        .header(ConsoleClient.headerName(Dialect.RPC), BROWSER)
                                        .build(),
                                logon)
                        .outcome())
                .isEqualTo(REFUSED);
        assertThat(wire.call(
                                clusters(Dialect.ACS3)
                                        .header(ConsoleClient.headerName(Dialect.MNS), BROWSER)
                                        .build(),
                                session)
                        .outcome())
                .isEqualTo(REFUSED);
        assertThat(wire.call(
                                queues().header(ConsoleClient.headerName(Dialect.ACS3), BROWSER)
                                        .build(),
                                session)
                        .outcome())
                .isEqualTo("400 InvalidArgument");

        SignedRequest signed = wire.sign(
                clusters(Dialect.ACS3).build(), session, gateway.clock().instant());
        Map<String, String> added = new HashMap<>();
        for (int index = 0; index < signed.headers().size(); index++) {
            added.put(signed.headers().name(index), signed.headers().value(index));
        }
        added.put(ConsoleClient.headerName(Dialect.ACS3), BROWSER);
        assertThat(wire.sendUnsigned("GET", signed.target(), added).outcome()).isEqualTo("400 IncompleteSignature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "example.com;tls=true",
                "203.0.113.7;tls=maybe",
                "203.0.113.0/24;tls=true",
                ";tls=true"
            })
    void otherValuesAreRefused(String value) throws Exception {
        assertThat(call(Dialect.ACS3, session, value)).isEqualTo(REFUSED);
    }

    private String call(Dialect dialect, SigningCredentials credentials, String client) throws Exception {
        UnsignedRequest.Builder request = dialect == Dialect.MNS ? queues() : clusters(dialect);
        if (client != null) {
            request.header(ConsoleClient.headerName(dialect), client);
        }
        return wire.call(request.build(), credentials).outcome();
    }

    private static UnsignedRequest.Builder clusters(Dialect dialect) {
        return UnsignedRequest.builder(dialect, "GET", "/api/v1/clusters").version("2015-12-15");
    }

    private static UnsignedRequest.Builder queues() {
        return UnsignedRequest.builder(Dialect.MNS, "GET", "/queues").version("2015-06-06");
    }

    private static UnsignedRequest.Builder identity(Dialect dialect) {
        return UnsignedRequest.builder(dialect, "POST", "/")
                .action("GetCallerIdentity")
                .version("2015-04-01");
    }
}
