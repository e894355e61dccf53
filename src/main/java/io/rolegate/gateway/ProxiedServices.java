package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.rolegate.gateway.upstream.LoopUpstreams;
import io.rolegate.metrics.GatewayMeters;
import io.vertx.core.Future;

/** Hands allowed requests to the services behind the gateway and streams their answers back. One instance an event loop. */
final class ProxiedServices {
    private final LoopUpstreams upstreams;
    private final IdentityAssertions assertions;
    private final Freshness freshness;
    private final RunningCalls running;
    private final GatewayMeters meters;

    ProxiedServices(
            LoopUpstreams upstreams,
            IdentityAssertions assertions,
            Freshness freshness,
            RunningCalls running,
            GatewayMeters meters) {
        this.upstreams = upstreams;
        this.assertions = assertions;
        this.freshness = freshness;
        this.running = running;
        this.meters = meters;
    }

    Future<Answered> forward(Authorised authorised, Target.Proxied target) {
        Exchange exchange = authorised.exchange();
        return new ServiceCall(authorised, target, upstreams.of(target.definition()), freshness, running, meters)
                .start(exchange.await(
                        assertions.of(authorised.authenticated().caller(), target.service(), exchange.time())));
    }
}
