package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.rolegate.signature.Dialect;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sessions are revoked while they call: whatever is signed once the revoking call has returned must be refused, without any
 * time allowed for it to spread.
 */
public class RevocationSimulation extends GatewaySimulation {
    private static final int SESSIONS = 20;
    private static final int ALLOWED = 200;
    private static final int REFUSED = 403;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AtomicLong revokedNanos = new AtomicLong(Long.MAX_VALUE);
    private final ScheduledExecutorService revoker = Executors.newSingleThreadScheduledExecutor();

    /** Sets the simulation up. */
    public RevocationSimulation() {
        super(12, false);
        setUp(sessions().injectOpen(atOnceUsers(SESSIONS)))
                .protocols(callers.protocol())
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("allowed until revoked").successfulRequests().count().gt((long) SESSIONS));
    }

    private ScenarioBuilder sessions() {
        return scenario("sessions that are revoked")
                .exec(callers.assumeRole())
                .exec(during(settings.duration())
                        .on(exec(Callers.call(
                                        "allowed until revoked",
                                        Calls.clusters(Dialect.ACS3),
                                        status().validate("never allowed once revoked", this::judge)))
                                .pause(PAUSE)));
    }

    private Integer judge(Integer status, Session session) {
        boolean revoked = Callers.signedNanos(session) > revokedNanos.get();
        if (status == REFUSED || (status == ALLOWED && !revoked)) {
            return status;
        }
        throw new IllegalStateException("status " + status + (revoked ? " after" : " before") + " the revocation");
    }

    @Override
    public void before() {
        super.before();
        revoker.schedule(this::revoke, settings.duration().toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    private void revoke() {
        gateway.call(Calls.revokeSessions(gateway.roleName()), gateway.roleOwner())
                .onSuccess(reply -> {
                    if (reply.succeeded()) {
                        revokedNanos.set(System.nanoTime());
                    }
                });
    }

    @Override
    public void after() {
        revoker.shutdownNow();
        super.after();
        if (revokedNanos.get() == Long.MAX_VALUE) {
            throw new IllegalStateException("nothing was revoked");
        }
    }
}
