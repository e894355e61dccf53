package io.rolegate.gateway;

import io.vertx.core.Future;

/**
 * Looks again at what a request was allowed by, right before it takes effect: a change that has been applied since is
 * heeded (design, section 7). Where nothing has changed the answer is there at once, within the same turn of the event loop.
 */
final class Freshness {
    private final Callers callers;
    private final Authoriser authoriser;

    Freshness(Callers callers, Authoriser authoriser) {
        this.callers = callers;
        this.authoriser = authoriser;
    }

    /** Whether a change since may concern the caller. */
    boolean isTouched(Authorised authorised) {
        return callers.isTouched(authorised.authenticated().caller());
    }

    /** Fails where the caller is no longer allowed what it was. */
    Future<Authorised> confirm(Authorised authorised) {
        Authenticated authenticated = authorised.authenticated();
        Caller caller = authenticated.caller();
        return callers.refreshed(authorised.exchange(), authenticated.proof(), caller)
                .compose(current -> {
                    if (current.position() == caller.position()) {
                        return Future.succeededFuture(authorised);
                    }
                    return confirm(authoriser.again(authorised, current));
                });
    }
}
