package io.rolegate.gateway.service;

/**
 * A permission that an operation needs beside its own, on a resource that its body names (design, section 9). The body's
 * field must fit the pattern, whose {@code {account}} must be the caller's.
 *
 * @param field the XML element or top-level JSON field that names the resource
 * @param pattern what the field looks like, for example {@code acs:mns:{region}:{account}:queues/{queue}}
 * @param resource the ARN, from the variables of the pattern and of the operation
 */
public record FurtherCheck(String action, String field, Template pattern, Template resource) {}
