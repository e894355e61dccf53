package io.rolegate.gateway;

import io.rolegate.gateway.service.ServiceTable;
import io.rolegate.gateway.upstream.LoopUpstreams;
import io.rolegate.signature.Verifier;
import io.rolegate.wire.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.IntConsumer;

/** The API listener on one event loop, with everything that is not shared between loops. */
public final class GatewayVerticle extends VerticleBase {
    /** How late it may be noticed that a service takes too long. */
    private static final Duration TIME_CHECK = Duration.ofMillis(250);

    private final GatewayParts parts;
    private final int port;
    private final IntConsumer listening;

    private Listener listener;
    private LoopUpstreams upstreams;
    private ServiceTable followed;

    /**
     * @param port the port to share with the other instances; negative for a free one that all with this number share
     * @param listening told the actual port
     */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public GatewayVerticle(GatewayParts parts, int port, IntConsumer listening) {
        this.parts = parts;
        this.port = port;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        followed = parts.services().table();
        upstreams = new LoopUpstreams(vertx, parts.settings().upstreams(), parts.upstreamHealth());
        RunningCalls running = new RunningCalls(parts.directory());
        Pipeline pipeline = pipeline(running);
        parts.barrier().join(context, () -> takeTurn(running));
        // A verticle's timers end with it.
        vertx.setPeriodic(TIME_CHECK.toMillis(), tick -> running.checkTime());
        listener = new Listener(vertx, parts.endpoint());
        return listener.listen(port, pipeline::handle, pipeline::refuseUnreadable)
                .onSuccess(listening::accept);
    }

    private Future<Void> takeTurn(RunningCalls running) {
        ServiceTable inForce = parts.services().table();
        if (inForce != followed) {
            followed = inForce;
            upstreams.follow(inForce.proxied());
        }
        return running.reconfirm();
    }

    @Override
    public Future<?> stop() {
        return listener.drain(parts.drainLimit()).eventually(upstreams::close).onComplete(stopped -> parts.barrier()
                .leave(context));
    }

    private Pipeline pipeline(RunningCalls running) {
        GatewaySettings settings = parts.settings();
        Verifier verifier = new Verifier();
        Callers callers = new Callers(parts.directory(), parts.sessions(), parts.liveness(), verifier);
        Decisions decisions = new Decisions(parts.engine(), parts.decisions());
        Authoriser authoriser = new Authoriser(new Permissions(settings.region()), decisions, parts.diagnostics());
        Freshness freshness = new Freshness(callers, authoriser);
        ProxiedServices services =
                new ProxiedServices(upstreams, parts.assertions(), freshness, running, parts.meters());
        return new Pipeline(
                vertx,
                parts.clock(),
                parts.tracer(),
                parts.load(),
                new Router(
                        parts.services(),
                        new RequestSyntax(parts.endpoint().limits(), settings.hostNames()),
                        settings.listener().proxies(),
                        settings.limits().formBytes()),
                new Authenticator(
                        callers, verifier, settings.dateWindows(), settings.unsignedBody(), parts.unsignedThrottle()),
                new ReplayGuard(parts.nonces(), parts.meters()),
                new Limiter(parts.callLimits(), settings.builtInRates(), settings.administrationRates()),
                authoriser,
                new Forwarder(new BuiltInOperations(freshness), services),
                parts.failureThrottle(),
                new Recorder(
                        parts.auditLog(), parts.meters(), parts.uses(), new DraftTrials(decisions, parts.meters())));
    }
}
