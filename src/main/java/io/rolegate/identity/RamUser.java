package io.rolegate.identity;

import io.rolegate.policy.PolicyPrincipal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A RAM user, a person or an application (ram.md §4).
 *
 * @param id digits, never reused
 * @param name unique in the account ignoring ASCII case, kept as given
 * @param details what people wrote about the user
 */
public record RamUser(
        String id,
        String accountId,
        String name,
        Details details,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastLoginAt) {

    /** What people wrote about a user; empty texts where nothing was given. */
    public record Details(String displayName, String email, String mobilePhone, String comments) {}

    /** {@code acs:ram::<account>:user/<name>}. */
    public String arn() {
        return arn(accountId, name);
    }

    /** The user as the policy engine knows it. */
    public PolicyPrincipal forPolicy() {
        return new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, arn(), accountId);
    }

    /** The ARN of a user that may not exist yet. */
    public static String arn(String accountId, String name) {
        return "acs:ram::" + accountId + ":user/" + name;
    }
}
