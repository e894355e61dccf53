package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.mns.model.QueueMeta;
import io.rolegate.cli.RunningGateway;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's keys are rotated at one of two gateways on one PostgreSQL, while sessions are in use at both. */
class KeyRotationIT {
    private static final UnsignedRequest LIST_CLUSTERS = UnsignedRequest.builder(
                    Dialect.ACS3, "GET", "/api/v1/clusters")
            .version("2015-12-15")
            .build();

    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    private static RunningGateway second;
    private static Wire atFirst;
    private static Wire atSecond;
    private static Cast cast;
    private static Cast.PartnerRole role;
    private static SigningCredentials session;

    /** Enterprise A runs the service, as the second gateway's settings say. */
    @BeforeAll
    static void start() throws Exception {
        StoreSettings store = TestDatabases.Kind.POSTGRESQL.fresh();
        RunningGateway first = started(RunningGateway.start(settings(store)));
        Map<String, String> settings = new HashMap<>(settings(store));
        settings.put("operators", first.enterpriseA().account().id());
        second = started(RunningGateway.join(first, settings));
        atFirst = started(Wire.to(first.gateway(), first.clock()));
        atSecond = started(Wire.to(second.gateway(), second.clock()));
        cast = new Cast(first);
        role = cast.role(Cast.allowing("*", "*"));
        session = cast.session(cast.user(), role);
    }

    private static Map<String, String> settings(StoreSettings store) {
        return Map.of(
                "store.url",
                store.jdbcUrl(),
                "store.key",
                Objects.requireNonNull(store.keyFromEnvironment()).reveal(),
                "store.leaseMillis",
                "10000",
                "api.instances",
                "2");
    }

    private static <T extends AutoCloseable> T started(T what) {
        STARTED.add(0, what);
        return what;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable what : STARTED) {
            what.close();
        }
    }

    private static UnsignedRequest rotate(String purpose) {
        return UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("RotateKeys")
                .version("2026-11-01")
                .query("Purpose", purpose)
                .build();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEY_ENCRYPTION")
    void sessionsSurviveARotationAndNewOnesWorkAtBothNodes(KeyPurpose purpose) throws Exception {
        Wire.Reply rotated = atSecond.call(rotate(purpose.wireName()), cast.credentialsOfOwnerA());

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.body()).contains("\"Purpose\":\"" + purpose.wireName() + "\"");
        SigningCredentials fresh = cast.session(cast.user(), role);
        for (Wire node : List.of(atFirst, atSecond)) {
            assertThat(node.call(LIST_CLUSTERS, session).outcome()).isEqualTo("200");
            assertThat(node.call(LIST_CLUSTERS, fresh).outcome()).isEqualTo("200");
        }
        String queue = cast.name("queue");
        QueueMeta meta = new QueueMeta();
        meta.setQueueName(queue);
        cast.as(session).messageService().createQueue(meta);
        assertThat(cast.as(fresh)
                        .messageService()
                        .getQueueRef(queue)
                        .getAttributes()
                        .getQueueName())
                .isEqualTo(queue);
    }

    @Test
    void aKeyFromTheEnvironmentIsNotRotatedAndNothingElseIs() throws Exception {
        Wire.Reply refused = atSecond.call(rotate("KeyEncryption,TokenSigning"), cast.credentialsOfOwnerA());

        assertThat(refused.outcome()).isEqualTo("400 InvalidParameter.Purpose");
        assertThat(refused.body()).contains("environment");
    }

    @Test
    void onlyOperatorsMayRotate() throws Exception {
        assertThat(atSecond.call(rotate("TokenSigning"), cast.credentialsOfOwnerB())
                        .outcome())
                .isEqualTo("403 NoPermission");
        assertThat(atSecond.call(rotate("TokenSigning"), cast.user().credentials())
                        .outcome())
                .isEqualTo("403 NoPermission");
        assertThat(atFirst.call(rotate("TokenSigning"), cast.credentialsOfOwnerA())
                        .outcome())
                .isEqualTo("403 NoPermission");
        assertThat(atSecond.call(rotate("Everything"), cast.credentialsOfOwnerA())
                        .outcome())
                .isEqualTo("400 InvalidParameter.Purpose");
    }

    @Test
    void theCommandHasTheRunningProcessRotate() throws Exception {
        var done = ClientCommand.run(
                second, cast.credentialsOfOwnerA(), "keys", "rotate", "--purpose", "IdentityAssertion,Diagnostics");
        assertThat(done.output())
                .contains("IdentityAssertion: ", "Diagnostics: ")
                .doesNotContain("TokenSigning");
        assertThat(done.exitCode()).isZero();

        var refused = ClientCommand.run(second, cast.credentialsOfOwnerB(), "keys", "rotate");
        assertThat(refused.output()).contains("HTTP 403");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(ClientCommand.run(second, cast.credentialsOfOwnerA(), "keys", "rotate", "--purpose", "None")
                        .exitCode())
                .isEqualTo(2);
    }
}
