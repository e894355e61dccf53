package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Revocation under load: many calls are under way on several connections while the owner changes the delegation. */
@ExtendWith(RolegateExtension.class)
class RevocationRaceIT {
    private static final int CALLERS = 6;
    private static final int CALLS_BEFORE = 10;
    private static final int CALLS_AFTER = 10;
    private static final int SECONDS = 30;

    private final Cast cast;
    private final Wire wire;
    private final Delegation delegation;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    RevocationRaceIT(Cast cast, Wire wire) {
        this.cast = cast;
        this.wire = wire;
        this.delegation = new Delegation(cast);
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @RepeatedTest(3)
    void noCallThatStartsAfterTheDetachmentHasReturnedSucceeds() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        Observed revoked = during(session, () -> delegation.detach(role));
        assertThat(revoked.before()).containsOnly("200");
        assertThat(revoked.during()).isSubsetOf("200", "403 Forbidden.RAM");
        assertThat(revoked.after()).hasSize(CALLERS * CALLS_AFTER).containsOnly("403 Forbidden.RAM");

        Observed granted = during(session, () -> delegation.attach(role));
        assertThat(granted.after()).hasSize(CALLERS * CALLS_AFTER).containsOnly("200");
    }

    @RepeatedTest(3)
    void noCallThatStartsAfterTheTrustHasEndedSucceeds() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        Observed revoked = during(session, () -> delegation.setTrust(role, "acs:ram::" + cast.accountA() + ":root"));

        assertThat(revoked.before()).containsOnly("200");
        assertThat(revoked.during()).isSubsetOf("200", Delegation.REVOKED);
        assertThat(revoked.after()).hasSize(CALLERS * CALLS_AFTER).containsOnly(Delegation.REVOKED);
    }

    @RepeatedTest(3)
    void noCallThatStartsAfterTheSessionsRevocationSucceeds() throws Exception {
        var role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        SigningCredentials session = cast.session(cast.user(), role);

        Observed revoked = during(
                session, () -> GenericCall.call(cast.ownerA(), "RevokeSessions", Map.of("RoleName", role.name())));

        assertThat(revoked.before()).containsOnly("200");
        assertThat(revoked.during()).isSubsetOf("200", Delegation.REVOKED);
        assertThat(revoked.after()).hasSize(CALLERS * CALLS_AFTER).containsOnly(Delegation.REVOKED);
    }

    /** Outcomes of the calls that ended before the change began, may have met it, and started after it had returned. */
    private record Observed(List<String> before, List<String> during, List<String> after) {}

    private Observed during(SigningCredentials session, Delegation.Call change) throws Exception {
        CountDownLatch warm = new CountDownLatch(CALLERS);
        CountDownLatch changed = new CountDownLatch(1);
        List<Future<Observed>> observations = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            observations.add(callers.submit(caller(session, warm, changed)));
        }
        assertThat(warm.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        change.run();
        changed.countDown();
        Observed all = new Observed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Future<Observed> observation : observations) {
            Observed one = observation.get(SECONDS, TimeUnit.SECONDS);
            all.before().addAll(one.before());
            all.during().addAll(one.during());
            all.after().addAll(one.after());
        }
        return all;
    }

    private Callable<Observed> caller(SigningCredentials session, CountDownLatch warm, CountDownLatch changed) {
        return () -> {
            Observed observed = new Observed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int call = 0; call < CALLS_BEFORE; call++) {
                observed.before().add(listClusters(session));
            }
            warm.countDown();
            while (changed.getCount() > 0) {
                observed.during().add(listClusters(session));
            }
            for (int call = 0; call < CALLS_AFTER; call++) {
                observed.after().add(listClusters(session));
            }
            return observed;
        };
    }

    private String listClusters(SigningCredentials session) throws Exception {
        return wire.call(
                        UnsignedRequest.builder(Dialect.ACS3, "GET", "/api/v1/clusters")
                                .version("2015-12-15")
                                .build(),
                        session)
                .outcome();
    }
}
