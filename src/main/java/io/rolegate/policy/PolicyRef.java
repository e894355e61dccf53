package io.rolegate.policy;

/**
 * How a decision names a policy.
 *
 * @param type {@code System}, {@code Custom}, {@code Trust}, {@code Session} or {@code Control}
 * @param attachedTo the ARN of the user, group or role
 */
public record PolicyRef(String name, String type, String version, String attachedTo) {}
