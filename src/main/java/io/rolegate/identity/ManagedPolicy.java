package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A policy that can be attached (ram.md §4).
 *
 * @param accountId the owner, or {@link #SYSTEM_ACCOUNT} for system policies
 * @param defaultVersion the version in force, {@code v1}, {@code v2}, …
 * @param draftVersion the version that is tried out in its shadow, null where there is none
 */
public record ManagedPolicy(
        String id,
        String accountId,
        PolicyType type,
        String name,
        String description,
        String defaultVersion,
        @Nullable String draftVersion,
        int attachmentCount,
        Instant createdAt,
        Instant updatedAt) {

    /** The account segment of system policies' ARNs. */
    public static final String SYSTEM_ACCOUNT = "system";

    /** {@code acs:ram::<account>:policy/<name>}. */
    public String arn() {
        return arn(accountId, name);
    }

    /** The ARN of a policy that may not exist yet. */
    public static String arn(String accountId, String name) {
        return "acs:ram::" + accountId + ":policy/" + name;
    }
}
