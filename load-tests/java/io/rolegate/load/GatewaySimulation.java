package io.rolegate.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;

/** A simulation of callers of the one gateway, which is warmed up before and closed after. */
abstract class GatewaySimulation extends Simulation {
    final LoadSettings settings;
    final Callers callers;
    final Gateway gateway = Gateway.find();

    /**
     * Finds the gateway or starts it.
     *
     * @param seconds how long it lasts where nothing else is set
     * @param mayBeShed whether 503 is as good an answer as any
     */
    GatewaySimulation(int seconds, boolean mayBeShed) {
        settings = LoadSettings.read(seconds);
        callers = new Callers(gateway, mayBeShed);
    }

    /** Callers who come at the same rate all the time. */
    final PopulationBuilder steady(String name) {
        return scenario(name)
                .exec(callers.day())
                .injectOpen(constantUsersPerSec(settings.callersPerSecond()).during(settings.duration()));
    }

    /** Sets up who calls, none of whom may fail or, but for one in a hundred, wait any longer. */
    final void setUp(int p99Millis, PopulationBuilder... populations) {
        setUp(populations)
                .protocols(callers.protocol())
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().percentile(99).lt(p99Millis));
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
