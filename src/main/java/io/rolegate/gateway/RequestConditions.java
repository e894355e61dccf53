package io.rolegate.gateway;

import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.ConditionKeys;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What a request offers to conditions: the gateway's own knowledge, and what the operation's signed parameters supply
 * (ram.md §1.5).
 */
final class RequestConditions implements ConditionContext {
    private final Exchange exchange;
    private final Caller caller;
    private final Map<String, List<String>> supplied;

    /** @param supplied values from the operation's parameters, by folded key */
    RequestConditions(Exchange exchange, Caller caller, Map<String, List<String>> supplied) {
        this.exchange = exchange;
        this.caller = caller;
        this.supplied = supplied;
    }

    @Override
    public List<String> values(String foldedKey) {
        return switch (foldedKey) {
            case ConditionKeys.SOURCE_IP -> List.of(exchange.callerAddress());
            case ConditionKeys.CURRENT_TIME ->
                List.of(exchange.time().truncatedTo(ChronoUnit.MILLIS).toString());
            case ConditionKeys.SECURE_TRANSPORT -> List.of(exchange.callerIsSecure() ? "true" : "false");
            case ConditionKeys.MFA_PRESENT -> mfa();
            case ConditionKeys.PRINCIPAL_ARN -> List.of(caller.principal().conditionArn());
            case ConditionKeys.ACCESS_ID -> caller.accessKeyId() == null ? List.of() : List.of(caller.accessKeyId());
            default -> supplied.getOrDefault(foldedKey, List.of());
        };
    }

    private List<String> mfa() {
        Boolean mfa = caller.mfa();
        return mfa == null ? List.of() : List.of(mfa.toString());
    }
}
