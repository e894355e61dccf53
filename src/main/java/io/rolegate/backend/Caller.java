package io.rolegate.backend;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a verified identity assertion speaks for.
 *
 * @param accountId the 16-digit account whose data the request is about
 * @param arn ARN of the calling principal
 * @param principalType {@code RAMUser}, {@code AssumedRoleUser} or {@code Account}
 * @param session the role session's name, for an assumed role
 */
public record Caller(String accountId, String arn, String principalType, @Nullable String session) {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{16}");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("RAMUser", "AssumedRoleUser", "Account");

    /** @throws IllegalArgumentException naming the claim that is not as it must be */
    public Caller {
        if (!ACCOUNT_ID.matcher(accountId).matches()) {
            throw new IllegalArgumentException("account is not a 16-digit id");
        }
        if (!arn.startsWith("acs:")) {
            throw new IllegalArgumentException("sub is not an ARN");
        }
        if (!PRINCIPAL_TYPES.contains(principalType)) {
            throw new IllegalArgumentException("principalType is unknown");
        }
    }
}
