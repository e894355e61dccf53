package io.rolegate.identity;

import java.time.Instant;

/**
 * A group of RAM users (ram.md §4).
 *
 * @param name unique in the account ignoring ASCII case, kept as given
 */
public record RamGroup(
        String id, String accountId, String name, String comments, Instant createdAt, Instant updatedAt) {

    /** {@code acs:ram::<account>:group/<name>}. */
    public String arn() {
        return arn(accountId, name);
    }

    /** The ARN of a group that may not exist yet. */
    public static String arn(String accountId, String name) {
        return "acs:ram::" + accountId + ":group/" + name;
    }
}
