package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import io.rolegate.gateway.RawUpstream;
import io.rolegate.gateway.ServicesFixture;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TcpProxy;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three gateways on one PostgreSQL: what is revoked at one of them is refused by all when the call returns. */
class ClusterIT {
    private static final int ROUNDS = 60;
    private static final int CALLERS = 2;
    private static final int SECONDS = 60;
    private static final String ALLOWED = "200";
    private static final String DENIED = "403 Forbidden.RAM";
    /** On a machine that is too busy a node may miss its renewals: then it refuses too. */
    private static final String AWAY = "503 ServiceUnavailable";

    private static final UnsignedRequest LIST_CLUSTERS = UnsignedRequest.builder(
                    Dialect.ACS3, "GET", "/api/v1/clusters")
            .version("2015-12-15")
            .build();

    private static final List<AutoCloseable> STARTED = new ArrayList<>();

    private static TcpProxy network;
    private static RawUpstream slow;
    private static Wire first;
    private static Wire second;
    private static Wire third;
    private static Cast cast;

    /** The third reaches the database over a network that a test can cut. */
    @BeforeAll
    static void start() throws Exception {
        StoreSettings store = TestDatabases.Kind.POSTGRESQL.fresh();
        network = started(TcpProxy.beforePostgreSql());
        RunningGateway gateway = started(RunningGateway.start(settings(store, "10000")));
        first = wire(gateway);
        slow = started(new RawUpstream(RawUpstream.Connection::drain));
        Map<String, String> withSlow = new HashMap<>(settings(store, "10000"));
        withSlow.put("services", services().toString());
        second = wire(started(RunningGateway.join(gateway, withSlow)));
        third = wire(started(RunningGateway.join(gateway, settings(network.through(store), "3000"))));
        cast = new Cast(gateway);
    }

    /** The program's own, and one that never answers. */
    private static Path services() throws IOException {
        Path folder = Files.createTempDirectory("rolegate-services");
        for (String file : List.of("container-service.yaml", "message-service.yaml")) {
            Files.copy(Path.of("config", "services", file), folder.resolve(file));
        }
        ServicesFixture.write(folder, "slow", "", slow.address());
        return folder;
    }

    private static Map<String, String> settings(StoreSettings store, String leaseMillis) {
        return Map.of(
                "store.url",
                store.jdbcUrl(),
                "store.key",
                Objects.requireNonNull(store.keyFromEnvironment()).reveal(),
                "store.leaseMillis",
                leaseMillis,
                "api.instances",
                "2");
    }

    private static Wire wire(RunningGateway gateway) {
        Wire wire = Wire.to(gateway.gateway(), gateway.clock());
        STARTED.add(0, wire);
        return wire;
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

    /** A role whose policy is attached and detached in turns, and where a turn stands. */
    private static final class Delegated {
        private final Cast.PartnerRole role;
        private final SigningCredentials session;
        /** Odd while a write is under way; of the even ones, every other means that the policy is attached. */
        private final AtomicInteger phase = new AtomicInteger();

        Delegated() throws Exception {
            role = cast.role(Cast.allowing("cs:GetClusters", "*"));
            session = cast.session(cast.user(), role);
        }

        void change(String action) throws Exception {
            UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                    .action(action)
                    .version("2015-05-01")
                    .query("RoleName", role.name())
                    .query("PolicyType", "Custom")
                    .query("PolicyName", role.policyName())
                    .build();
            phase.incrementAndGet();
            assertThat(first.call(request, cast.credentialsOfOwnerA()).outcome())
                    .isEqualTo(ALLOWED);
            phase.incrementAndGet();
        }

        String use(Wire node) throws Exception {
            return node.call(LIST_CLUSTERS, session).outcome();
        }

        /** Calls until told to stop; gives the outcomes of calls during the whole of which the policy was attached, or not. */
        Outcomes useOnAndOn(Wire node) throws Exception {
            Outcomes outcomes = new Outcomes(new ArrayList<>(), new ArrayList<>());
            while (phase.get() >= 0) {
                int before = phase.get();
                String outcome = use(node);
                if (before % 2 == 0 && phase.get() == before) {
                    (before % 4 == 0 ? outcomes.attached() : outcomes.detached()).add(outcome);
                }
            }
            return outcomes;
        }
    }

    private record Outcomes(List<String> attached, List<String> detached) {}

    @Test
    void whatIsRevokedAtOneNodeIsRefusedByTheOthersAlways() throws Exception {
        Delegated delegated = new Delegated();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<Outcomes>> observed = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Wire node = caller % 2 == 0 ? second : third;
            observed.add(callers.submit(() -> delegated.useOnAndOn(node)));
        }
        try {
            for (int round = 0; round < ROUNDS; round++) {
                delegated.change("DetachPolicyFromRole");
                assertThat(delegated.use(second)).isIn(DENIED, AWAY);
                assertThat(delegated.use(third)).isIn(DENIED, AWAY);
                delegated.change("AttachPolicyToRole");
                assertThat(delegated.use(third)).isIn(ALLOWED, AWAY);
                assertThat(delegated.use(second)).isIn(ALLOWED, AWAY);
            }
        } finally {
            delegated.phase.set(Integer.MIN_VALUE);
            callers.shutdown();
        }
        for (Future<Outcomes> outcomes : observed) {
            Outcomes seen = outcomes.get(SECONDS, TimeUnit.SECONDS);
            assertThat(seen.attached()).contains(ALLOWED).isSubsetOf(ALLOWED, AWAY);
            assertThat(seen.detached()).contains(DENIED).isSubsetOf(DENIED, AWAY);
        }
    }

    @Test
    void aNodeCutFromTheDatabaseRefusesBeforeARevocationElsewhereReturns() throws Exception {
        Delegated delegated = new Delegated();
        Awaitility.await()
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(() -> delegated.use(third).equals(ALLOWED));
        network.silence();
        try {
            delegated.change("DetachPolicyFromRole");

            assertThat(delegated.use(third)).isEqualTo(AWAY);
            assertThat(delegated.use(second)).isEqualTo(DENIED);
        } finally {
            network.mend();
        }
        List<String> outcomes = new ArrayList<>();
        Awaitility.await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> {
            outcomes.add(delegated.use(third));
            return !outcomes.get(outcomes.size() - 1).equals(AWAY);
        });
        assertThat(outcomes.get(outcomes.size() - 1)).isEqualTo(DENIED);
    }

    @Test
    void whatRunsAtOneNodeIsCutByARevocationAtAnother() throws Exception {
        Cast.PartnerRole role = cast.role(Cast.allowing("slow:Get", "*"));
        SigningCredentials session = cast.session(cast.user(), role);
        UnsignedRequest get = UnsignedRequest.builder(Dialect.ACS3, "GET", "/slow/1")
                .version("2030-01-01")
                .build();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try {
            Future<String> poll = caller.submit(() -> second.call(get, session).outcome());
            Awaitility.await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> slow.requests() == 1);

            new Delegation(cast).detach(role);

            assertThat(poll.get(SECONDS, TimeUnit.SECONDS)).isIn(DENIED, AWAY);
        } finally {
            caller.shutdown();
        }
    }

    @Test
    void aSessionIssuedAtOneNodeWorksAtTheNext() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        assertThat(decided(second, session)).isEqualTo(ALLOWED);
        assertThat(decided(third, session)).isEqualTo(ALLOWED);
    }

    /** What a node decides, once it has its lease. */
    private static String decided(Wire node, SigningCredentials session) {
        return Awaitility.await()
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(() -> node.call(LIST_CLUSTERS, session).outcome(), outcome -> !outcome.equals(AWAY));
    }
}
