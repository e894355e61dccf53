package io.rolegate.policy;

/**
 * Names an attached policy in decisions, for diagnosis.
 *
 * @param name the policy's name
 * @param type System, Custom, Trust, Session or Control
 * @param version such as {@code v1}
 * @param attachedTo what it is attached to, such as the ARN of a user, group or role
 */
public record PolicyRef(String name, String type, String version, String attachedTo) {}
