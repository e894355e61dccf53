package io.rolegate.policy;

/**
 * The operator {@code Null}: whether the request has the key.
 *
 * @param whenAbsent the answer for a request without the key: some value is {@code true}
 * @param whenPresent the answer for a request with the key: some value is {@code false}
 */
record PresenceClause(String foldedKey, boolean whenAbsent, boolean whenPresent, WrittenCondition written)
        implements ConditionClause {

    @Override
    public boolean holds(ConditionContext context) {
        return context.values(foldedKey).isEmpty() ? whenAbsent : whenPresent;
    }
}
