package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;

/** The stage that has the operation done: by ourselves, or by the service behind the gateway. */
final class Forwarder {
    private final BuiltInOperations builtIn;
    private final Upstreams upstreams;

    Forwarder(BuiltInOperations builtIn, Upstreams upstreams) {
        this.builtIn = builtIn;
        this.upstreams = upstreams;
    }

    Future<Answered> forward(Authorised authorised) {
        Target target = authorised.authenticated().target();
        return target instanceof Target.BuiltIn own
                ? builtIn.execute(authorised, own)
                : upstreams.forward(authorised, (Target.Proxied) target);
    }
}
