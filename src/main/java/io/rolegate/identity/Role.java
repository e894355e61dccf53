package io.rolegate.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * A RAM role (ram.md §4).
 *
 * @param name unique in the account ignoring ASCII case, kept as given
 * @param trustPolicy the AssumeRolePolicyDocument as it was written
 * @param maxSessionDuration 3600 to 43200 seconds
 */
public record Role(
        String id,
        String accountId,
        String name,
        String description,
        String trustPolicy,
        Duration maxSessionDuration,
        Instant createdAt,
        Instant updatedAt) {
    public static final int LEAST_SESSION_SECONDS = 3600;
    public static final int MOST_SESSION_SECONDS = 43_200;

    /** {@code acs:ram::<account>:role/<name>}, the name as stored. */
    public String arn() {
        return arn(accountId, name);
    }

    /** The ARN of a role that may not exist yet. */
    public static String arn(String accountId, String name) {
        return "acs:ram::" + accountId + ":role/" + name;
    }
}
