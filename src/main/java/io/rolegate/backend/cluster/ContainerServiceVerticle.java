package io.rolegate.backend.cluster;

import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.BackendServer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.fault.Faults;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The Container Service: all clusters, in memory. Assertions must be made for {@value #AUDIENCE}. */
public final class ContainerServiceVerticle extends BackendServer {
    /** The audience that assertions for this service name. */
    public static final String AUDIENCE = "container-service";

    private final InstantSource clock;
    private final Timings timings;

    /** A service that tells time by the system's clock and takes the default time for its work. */
    public ContainerServiceVerticle(BackendSettings settings) {
        this(settings, InstantSource.system(), Timings.DEFAULT);
    }

    /** A service whose tasks proceed by {@code clock}; assertions expire by the system's. */
    public ContainerServiceVerticle(BackendSettings settings, InstantSource clock, Timings timings) {
        super(settings, AUDIENCE);
        this.clock = clock;
        this.timings = timings;
    }

    @Override
    protected Router router(AssertionVerifier assertions, String region, Faults faults) {
        return new ContainerServiceApi(vertx, assertions, region, clock, timings).router(faults);
    }
}
