package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stressPeakUsers;

import io.gatling.javaapi.core.PopulationBuilder;

/** On top of a steady load, many callers come at once: they may wait or be told to come again, nothing worse. */
public class SpikeSimulation extends GatewaySimulation {
    private static final int SPIKE = 5;
    private static final int PATIENCE = 5;

    /** Sets the simulation up. */
    public SpikeSimulation() {
        super(15, true);
        setUp(PATIENCE * settings.p99Millis(), steady("usual"), spike());
    }

    private PopulationBuilder spike() {
        return scenario("spike")
                .exec(callers.day())
                .injectOpen(stressPeakUsers((int) (settings.callersPerSecond() * SPIKE))
                        .during(settings.duration().dividedBy(3)));
    }
}
