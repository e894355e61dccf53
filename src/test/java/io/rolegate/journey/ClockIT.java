package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the passing of time changes. The gateway's clock is moved on, so SDKs, who sign by their own, only prepare. */
@ExtendWith(RolegateExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockIT {
    private static final String RAM = "2015-05-01";
    private static final long SHORTEST_SECONDS = 900;

    private RunningGateway gateway;
    private Wire wire;
    private String userOfA;
    private Cast.PartnerRole role;
    private SigningCredentials lasting;
    private SigningCredentials shortLived;
    private SigningCredentials chained;
    private Instant shortLivedEnd;

    @BeforeAll
    void delegate(RunningGateway running, Cast cast, Wire client) throws Exception {
        gateway = running;
        wire = client;
        userOfA = cast.name("a-");
        cast.ownerA().ram().createUser(new CreateUserRequest().setUserName(userOfA));
        role = cast.role(Cast.allowing("*", "*"));
        var user = cast.user();
        lasting = cast.session(user, role);
        AssumeRoleRequest request = Cast.request(user, role).setDurationSeconds(SHORTEST_SECONDS);
        shortLived = cast.assume(user.credentials(), request);
        var further = cast.role(Cast.allowing("*", "*"), Cast.trusting(role.arn()));
        chained = cast.assume(
                shortLived,
                new AssumeRoleRequest()
                        .setRoleArn(further.arn())
                        .setRoleSessionName("chained")
                        .setDurationSeconds(3600L));
        shortLivedEnd = gateway.clock().instant().plusSeconds(SHORTEST_SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void expiredTokenIsRefused(Sample sample) throws Exception {
        passShortLivedEnd();

        Wire.Reply reply = wire.call(sample.request(), shortLived);

        String status = sample.isMessageService() ? "403" : "400";
        assertThat(reply.outcome()).isEqualTo(status + " InvalidSecurityToken.Expired");
        assertThat(reply.headers().get("x-acs-request-id")).isEqualTo(reply.requestId());
    }

    @Test
    void chainedSessionEndsWithItsParent() throws Exception {
        passShortLivedEnd();

        assertThat(wire.call(Sample.ACS3_RPC.request(), chained).outcome())
                .isEqualTo("400 InvalidSecurityToken.Expired");
        assertThat(wire.call(Sample.ACS3_RPC.request(), lasting).outcome()).isEqualTo("200");
    }

    @Test
    void allowanceEndsAtItsTimeAlthoughItWasUsedBefore() throws Exception {
        onlyIf("DateLessThan", inAMinute());

        assertThat(getUser()).isEqualTo("200");
        gateway.clock().advance(Duration.ofMinutes(2));
        assertThat(getUser()).isEqualTo("403 NoPermission");
    }

    @Test
    void allowanceBeginsAtItsTimeAlthoughItWasRefusedBefore() throws Exception {
        onlyIf("DateGreaterThan", inAMinute());

        assertThat(getUser()).isEqualTo("403 NoPermission");
        gateway.clock().advance(Duration.ofMinutes(2));
        assertThat(getUser()).isEqualTo("200");
    }

    private void passShortLivedEnd() {
        Duration left = Duration.between(gateway.clock().instant(), shortLivedEnd);
        if (!left.isNegative()) {
            gateway.clock().advance(left.plusSeconds(1));
        }
    }

    private String inAMinute() {
        return gateway.clock()
                .instant()
                .plusSeconds(60)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private void onlyIf(String operator, String time) throws Exception {
        String document =
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:GetUser","Resource":"*",
                "Condition":{"%s":{"acs:CurrentTime":"%s"}}}]}"""
                        .formatted(operator, time);
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("CreatePolicyVersion")
                .version(RAM)
                .query("PolicyName", role.policyName())
                .query("PolicyDocument", document)
                .query("SetAsDefault", "true")
                .build();
        assertThat(wire.call(request, gateway.enterpriseA().credentials()).status())
                .isEqualTo(200);
    }

    private String getUser() throws Exception {
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("GetUser")
                .version(RAM)
                .query("UserName", userOfA)
                .build();
        return wire.call(request, lasting).outcome();
    }
}
