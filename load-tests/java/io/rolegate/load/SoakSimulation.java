package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;

/** For an hour: what grows without end shows. */
public class SoakSimulation extends Simulation {
    private final LoadSettings settings = LoadSettings.read(3600);
    private final Gateway gateway = Gateway.find();
    private final Callers callers = new Callers(gateway, false);

    /** Sets the simulation up. */
    public SoakSimulation() {
        setUp(scenario("soak")
                        .exec(callers.day())
                        .injectOpen(constantUsersPerSec(settings.callersPerSecond())
                                .during(settings.duration())))
                .protocols(callers.protocol())
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().percentile(99).lt(settings.p99Millis()));
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
