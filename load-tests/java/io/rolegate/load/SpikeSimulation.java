package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stressPeakUsers;

import io.gatling.javaapi.core.Simulation;

/** On top of a steady load, many callers come at once: they may wait or be told to come again, nothing worse. */
public class SpikeSimulation extends Simulation {
    private static final int SPIKE = 5;
    private static final int PATIENCE = 5;

    private final LoadSettings settings = LoadSettings.read(15);
    private final Gateway gateway = Gateway.find();
    private final Callers callers = new Callers(gateway, true);

    /** Sets the simulation up. */
    public SpikeSimulation() {
        double usual = settings.callersPerSecond();
        setUp(
                        scenario("usual")
                                .exec(callers.day())
                                .injectOpen(constantUsersPerSec(usual).during(settings.duration())),
                        scenario("spike")
                                .exec(callers.day())
                                .injectOpen(stressPeakUsers((int) (usual * SPIKE))
                                        .during(settings.duration().dividedBy(3))))
                .protocols(callers.protocol())
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().percentile(99).lt(PATIENCE * settings.p99Millis()));
    }

    @Override
    public void before() {
        gateway.warmUp(settings.warmUp());
    }

    @Override
    public void after() {
        gateway.close();
    }
}
