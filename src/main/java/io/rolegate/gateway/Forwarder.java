package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;

/** The stage that has the operation done: by ourselves, or by the service behind the gateway. */
final class Forwarder {
    private final BuiltInOperations builtIn;
    private final ProxiedServices services;

    Forwarder(BuiltInOperations builtIn, ProxiedServices services) {
        this.builtIn = builtIn;
        this.services = services;
    }

    Future<Answered> forward(Authorised authorised) {
        Target target = authorised.authenticated().target();
        return target instanceof Target.BuiltIn own
                ? builtIn.execute(authorised, own)
                : services.forward(authorised, (Target.Proxied) target);
    }
}
