package io.rolegate.policy;

/**
 * One thing that is wrong with a policy document.
 *
 * @param path JSON path of the offending value, such as {@code $.Statement[0].Condition.IpAddres}
 * @param message what was expected there
 */
public record Finding(String path, String message) {}
