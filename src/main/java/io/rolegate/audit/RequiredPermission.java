package io.rolegate.audit;

/**
 * What a request had to be allowed.
 *
 * @param action the RAM action
 * @param resource the resource's ARN
 */
public record RequiredPermission(String action, String resource) {}
