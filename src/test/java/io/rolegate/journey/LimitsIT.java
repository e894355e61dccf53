package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller over its rate is told. */
class LimitsIT {
    private static final int MANY = 200;

    private static RunningGateway gateway;
    private static Wire wire;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(
                Map.of("limits.principalRequestsPerSecond", "2", "limits.administrationRequestsPerSecond", "1"));
        wire = Wire.to(gateway.gateway(), gateway.clock());
    }

    @AfterAll
    static void stop() throws Exception {
        wire.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void isToldInItsOwnFormatWhenToTryAgain(Sample sample) throws Exception {
        Wire.Reply refused = refused(sample.request(), gateway.enterpriseA().credentials());

        assertThat(refused.outcome())
                .isEqualTo(sample.isMessageService() ? "503 QpsLimitExceeded" : "429 Throttling.User");
        assertThat(refused.headers().get("content-type")).startsWith(sample.errorType());
        assertThat(refused.headers().get("retry-after")).isEqualTo("1");
        assertThat(refused.body()).contains("You send more than 2 requests a second");
        assertThat(refused.requestId()).isEqualTo(refused.headers().get("x-acs-request-id"));
    }

    @Test
    void whoIsWithinItsOwnRateIsStillServed() throws Exception {
        refused(Sample.ACS3_RPC.request(), gateway.enterpriseA().credentials());

        UnsignedRequest request = Sample.ACS3_RPC.request();
        assertThat(wire.call(request, gateway.enterpriseB().credentials()).status())
                .isEqualTo(200);
    }

    @Test
    void administrationHasALimitOfItsOwn() throws Exception {
        UnsignedRequest request = UnsignedRequest.builder(Dialect.RPC, "POST", "/")
                .action("ListUsers")
                .version("2015-05-01")
                .build();

        Wire.Reply refused = refused(request, gateway.enterpriseB().credentials());
        assertThat(refused.outcome()).isEqualTo("429 Throttling.User");
        assertThat(refused.body()).contains("The users of your account send the service more than 1 requests a second");
        assertThat(metrics()).contains("rolegate_limited_total{limit=\"service_account_rate\"}");
    }

    @Test
    void refusalsAreCountedByLimit() throws Exception {
        refused(Sample.ACS3_RPC.request(), gateway.enterpriseA().credentials());

        assertThat(metrics()).contains("rolegate_limited_total{limit=\"principal_rate\"}");
    }

    private static String metrics() throws Exception {
        try (Wire management = Wire.to(gateway.management(), gateway.clock())) {
            return management.sendUnsigned("GET", "/metrics", Map.of()).body();
        }
    }

    /** The first refusal; what came before was served, or not allowed. */
    private static Wire.Reply refused(UnsignedRequest request, SigningCredentials caller) throws TimeoutException {
        for (int i = 0; i < MANY; i++) {
            Wire.Reply reply = wire.call(request, caller);
            if (reply.headers().contains("retry-after")) {
                return reply;
            }
        }
        throw new AssertionError("never refused in " + MANY + " calls");
    }
}
