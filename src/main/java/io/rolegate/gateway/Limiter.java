package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.gateway.limit.Call;
import io.rolegate.gateway.limit.CallLimits;
import io.rolegate.gateway.limit.CallRates;
import io.rolegate.gateway.limit.Entry;
import io.rolegate.gateway.service.Target;
import io.vertx.core.Future;
import java.util.Map;

/** The fourth stage: holds a request against the limits of its caller, service and operation. */
final class Limiter {
    private final CallLimits limits;
    private final Map<String, CallRates> builtIn;
    private final CallRates administration;

    /**
     * @param builtIn the rates of services that are built in
     * @param administration those of every one that isn't among them
     */
    Limiter(CallLimits limits, Map<String, CallRates> builtIn, CallRates administration) {
        this.limits = limits;
        this.builtIn = Map.copyOf(builtIn);
        this.administration = administration;
    }

    Future<Authenticated> limit(Authenticated authenticated) {
        Entry entry = limits.enter(call(authenticated));
        if (entry instanceof Entry.Refused refused) {
            return Future.failedFuture(refusal(refused));
        }
        authenticated.exchange().entered((Entry.Admitted) entry);
        return Future.succeededFuture(authenticated);
    }

    private Call call(Authenticated authenticated) {
        Charged charged = Charged.of(authenticated.caller().principal());
        Target target = authenticated.target();
        Target.Proxied proxied = target instanceof Target.Proxied other ? other : null;
        return new Call(
                charged.principal(),
                charged.account(),
                target.service(),
                proxied == null
                        ? builtIn.getOrDefault(target.service(), administration)
                        : proxied.definition().rates(),
                target.operation(),
                proxied == null ? CallRates.NONE : proxied.operationDefinition().rates());
    }

    private static Refusal refusal(Entry.Refused refused) {
        return Refusal.deferred(
                refused.limit().isOfAllCallers() ? ErrorCode.THROTTLING_API : ErrorCode.THROTTLING_USER,
                refused.message(),
                new Deferral(Deferral.Kind.CALL, refused.limit().label(), refused.untilNext()));
    }
}
