package io.rolegate.gateway.service;

import org.jspecify.annotations.Nullable;

/**
 * A permission that an operation needs (design, section 9).
 *
 * @param action the RAM action, for example {@code mns:PeekMessage}
 * @param resource the resource's ARN, from the variables of the path and of the naming, {@code region}, {@code account} and
 *     {@code param.<Name>}
 * @param naming where the request names the resources, each of which needs the permission; null where path and parameters
 *     tell all
 */
public record RequiredPermission(String action, Template resource, @Nullable Naming naming) {
    /**
     * A field of the body, or a parameter, that names one resource or a list of them.
     *
     * @param place where the field is
     * @param name a top-level JSON field or an XML element of the body, or the parameter
     * @param pattern what each name must look like, for example {@code acs:mns:{region}:{account}:queues/{queue}}; its
     *     {@code {region}} and {@code {account}} must be the gateway's and the caller's
     */
    public record Naming(Place place, String name, Template pattern) {}

    /** Where a request names resources. */
    public enum Place {
        BODY,
        PARAMETER
    }
}
