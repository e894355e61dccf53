package io.rolegate.load;

/** For an hour: what grows without end shows. */
public class SoakSimulation extends GatewaySimulation {
    /** Sets the simulation up. */
    public SoakSimulation() {
        super(3600, false);
        setUp(settings.p99Millis(), steady("soak"));
    }
}
