package io.rolegate.api;

import io.rolegate.policy.AttachedPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the caller must be allowed before an operation runs.
 *
 * @param action for example {@code ram:CreateUser}
 * @param resource the ARN, names as stored, or {@code *} for operations without resource-level permission
 * @param trust the trust policy that must allow it too, for AssumeRole
 * @param context condition values that the operation's own parameters supply, by key
 */
public record Permission(
        String action, String resource, @Nullable AttachedPolicy trust, Map<String, List<String>> context) {
    public Permission {
        context = Map.copyOf(context);
    }

    /** A permission that identity policies alone decide. */
    public static Permission of(String action, String resource) {
        return new Permission(action, resource, null, Map.of());
    }
}
