package io.rolegate.backend.message;

import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.BackendServer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.fault.Faults;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The message service: all queues and topics, in memory. Assertions must be made for {@value #AUDIENCE}. */
public final class MessageServiceVerticle extends BackendServer {
    /** The audience that assertions for this service name. */
    public static final String AUDIENCE = "message-service";

    private final InstantSource clock;

    /** A service that tells time by the system's clock. */
    public MessageServiceVerticle(BackendSettings settings) {
        this(settings, InstantSource.system());
    }

    /** A service whose messages age by {@code clock}; assertions expire by the system's. */
    public MessageServiceVerticle(BackendSettings settings, InstantSource clock) {
        super(settings, AUDIENCE);
        this.clock = clock;
    }

    @Override
    protected Router router(AssertionVerifier assertions, String region, Faults faults) {
        return new MessageServiceApi(vertx, assertions, region, clock).router(faults);
    }
}
