package io.rolegate.gateway.limit;

/**
 * What is held against the limits.
 *
 * @param principal the id of who is charged
 * @param account that principal's account
 * @param serviceRates the limits that the service sets itself
 * @param operationRates those of the operation
 */
public record Call(
        String principal,
        String account,
        String service,
        CallRates serviceRates,
        String operation,
        CallRates operationRates) {}
