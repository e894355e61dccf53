package io.rolegate.load;

/** The same rate all the time: nothing fails that should not, and nobody waits long. */
public class SteadySimulation extends GatewaySimulation {
    /** Sets the simulation up. */
    public SteadySimulation() {
        super(20, false);
        setUp(settings.p99Millis(), steady("steady"));
    }
}
