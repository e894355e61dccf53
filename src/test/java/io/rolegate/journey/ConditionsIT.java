package io.rolegate.journey;

import static io.rolegate.journey.Delegation.WORKS;
import static io.rolegate.journey.Delegation.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decisions are cached, but not what they depend on: of two calls that differ in it, neither gets the other's decision,
 * whichever comes first.
 */
@ExtendWith(RolegateExtension.class)
class ConditionsIT {
    private static final String CLUSTERS = "2015-12-15";

    private final Cast cast;
    private final Delegation delegation;
    private final Wire wire;
    private final Wire elsewhere;

    ConditionsIT(RunningGateway gateway, Cast cast, Wire wire) {
        this.cast = cast;
        this.delegation = new Delegation(cast);
        this.wire = wire;
        this.elsewhere = Wire.from("127.0.0.2", gateway.gateway(), gateway.clock());
    }

    @AfterEach
    void close() throws Exception {
        elsewhere.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addressIsLookedAtOnEachCall(boolean allowedFirst) throws Exception {
        SigningCredentials session = session(
                """
                {"Effect":"Allow","Action":["cs:GetClusters","mns:ListQueue"],"Resource":"*",
                "Condition":{"IpAddress":{"acs:SourceIp":["127.0.0.2","10.0.0.0/8"]}}}""");

        inTurn(
                allowedFirst,
                () -> elsewhere.call(Sample.ROA.request(), session),
                () -> wire.call(Sample.ROA.request(), session),
                "403 Forbidden.RAM");
        inTurn(
                allowedFirst,
                () -> elsewhere.call(Sample.MESSAGE_SERVICE.request(), session),
                () -> wire.call(Sample.MESSAGE_SERVICE.request(), session),
                "403 AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void denialByAddressIsLookedAtOnEachCall(boolean allowedFirst) throws Exception {
        SigningCredentials session = session(
                """
                {"Effect":"Allow","Action":"*","Resource":"*"},
                {"Effect":"Deny","Action":"cs:*","Resource":"*",
                "Condition":{"NotIpAddress":{"acs:SourceIp":"127.0.0.1/32"}}}""");

        inTurn(
                allowedFirst,
                () -> wire.call(Sample.ACS3_ROA.request(), session),
                () -> elsewhere.call(Sample.ACS3_ROA.request(), session),
                "403 Forbidden.RAM");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sessionPolicyNarrowsItsOwnSessionOnly(boolean allowedFirst) throws Exception {
        var user = cast.user();
        var role = cast.role(Cast.allowing("cs:*", "*"));
        SigningCredentials wide = cast.session(user, role);
        SigningCredentials narrow = cast.assume(
                user.credentials(), Cast.request(user, role).setPolicy(Cast.allowing("cs:DescribeTemplates", "*")));

        inTurn(
                allowedFirst,
                () -> wire.call(Sample.ACS3_ROA.request(), wide),
                () -> wire.call(Sample.ACS3_ROA.request(), narrow),
                "403 Forbidden.RAM");
        assertThat(wire.call(templates(), narrow).outcome()).isEqualTo(WORKS);
    }

    @Test
    void sessionPolicyGrantsNothingThatTheRoleLacks() throws Exception {
        var user = cast.user();
        var role = cast.role(Cast.allowing("cs:DescribeTemplates", "*"));
        SigningCredentials session =
                cast.assume(user.credentials(), Cast.request(user, role).setPolicy(Cast.allowing("*", "*")));

        assertThat(wire.call(templates(), session).outcome()).isEqualTo(WORKS);
        assertThat(delegation.use(session)).isEqualTo(Delegation.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exceptedActionIsNotAllowedWithTheOthers(boolean allowedFirst) throws Exception {
        SigningCredentials session = session(
                """
                {"Effect":"Allow","NotAction":["cs:GetClusters","ram:*"],"Resource":"*"}""");

        inTurn(
                allowedFirst,
                () -> wire.call(templates(), session),
                () -> wire.call(Sample.ACS3_ROA.request(), session),
                "403 Forbidden.RAM");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void explicitDenialOfOneResourceSparesItsNeighbour(boolean allowedFirst) throws Exception {
        String open = cast.name("orders-");
        String closed = cast.name("orders-");
        cast.ownerA().messageService().getQueueRef(open).create();
        cast.ownerA().messageService().getQueueRef(closed).create();
        SigningCredentials session = session(
                """
                {"Effect":"Allow","Action":"mns:*","Resource":"acs:mns:*:*:/queues/orders-*"},
                {"Effect":"Deny","Action":"mns:Get*","Resource":"acs:mns:*:*:/queues/%s"}"""
                        .formatted(closed));

        inTurn(
                allowedFirst,
                () -> wire.call(queue(open), session),
                () -> wire.call(queue(closed), session),
                "403 AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void externalIdIsAskedForOnEachAssumption(boolean allowedFirst) throws Exception {
        var user = cast.user();
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"), trustingWithExternalId("contract-7"));
        Delegation.Call right = () -> cast.assume(user.credentials(), withExternalId(user, role, "contract-7"));
        Delegation.Call wrong = () -> cast.assume(user.credentials(), withExternalId(user, role, "contract-8"));
        Delegation.Call none = () -> cast.session(user, role);

        for (int round = 0; round < 2; round++) {
            if (allowedFirst) {
                assertThat(outcome(right)).isEqualTo(WORKS);
            }
            assertThat(outcome(wrong)).isEqualTo("403 NoPermission");
            assertThat(outcome(none)).isEqualTo("403 NoPermission");
            assertThat(outcome(right)).isEqualTo(WORKS);
        }
        SigningCredentials session = cast.assume(user.credentials(), withExternalId(user, role, "contract-7"));
        assertThat(delegation.use(session)).isEqualTo(WORKS);
    }

    private String trustingWithExternalId(String externalId) {
        return """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                "Principal":{"RAM":["acs:ram::%s:root"]},
                "Condition":{"StringEquals":{"sts:ExternalId":"%s"}}}]}"""
                .formatted(cast.accountB(), externalId);
    }

    private static AssumeRoleRequest withExternalId(Cast.PartnerUser user, Cast.PartnerRole role, String externalId) {
        return Cast.request(user, role).setExternalId(externalId);
    }

    private SigningCredentials session(String statements) throws Exception {
        return cast.session(cast.user(), cast.role("{\"Version\":\"1\",\"Statement\":[" + statements + "]}"));
    }

    /** Each call twice, since the first of a kind fills the cache and the second may hit it. */
    private static void inTurn(
            boolean allowedFirst, Callable<Wire.Reply> allowed, Callable<Wire.Reply> refused, String refusal)
            throws Exception {
        for (int round = 0; round < 2; round++) {
            if (allowedFirst) {
                assertThat(allowed.call().outcome()).isEqualTo(WORKS);
            }
            assertThat(refused.call().outcome()).isEqualTo(refusal);
            if (!allowedFirst) {
                assertThat(allowed.call().outcome()).isEqualTo(WORKS);
            }
        }
    }

    private static UnsignedRequest templates() {
        return UnsignedRequest.builder(Dialect.ACS3, "GET", "/templates")
                .version(CLUSTERS)
                .build();
    }

    private static UnsignedRequest queue(String name) {
        return UnsignedRequest.builder(Dialect.MNS, "GET", "/queues/" + name)
                .version("2015-06-06")
                .build();
    }
}
