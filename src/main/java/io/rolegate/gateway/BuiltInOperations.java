package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;

/** Executes operations of STS and RAM and renders their answers. */
final class BuiltInOperations {
    private final Freshness freshness;

    BuiltInOperations(Freshness freshness) {
        this.freshness = freshness;
    }

    Future<Answered> execute(Authorised authorised, Target.BuiltIn target) {
        Exchange exchange = authorised.exchange();
        return freshness
                .confirm(authorised)
                .compose(confirmed -> exchange.await(
                        target.definition().execute(confirmed.authenticated().invocation(), confirmed.granted())))
                .compose(answer -> Answers.success(exchange, target.operation(), answer))
                .map(Answered.byService(200));
    }
}
