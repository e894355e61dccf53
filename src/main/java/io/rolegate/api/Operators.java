package io.rolegate.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who runs the service itself.
 *
 * @param accountIds the accounts whose owners and users, as far as their policies allow it, may do what concerns every account
 */
public record Operators(Set<String> accountIds) {
    public Operators {
        accountIds = Set.copyOf(accountIds);
        for (String accountId : accountIds) {
            if (!accountId.matches("[0-9]{16}")) {
                throw new IllegalArgumentException("operators must be account ids of 16 digits, not " + accountId);
            }
        }
    }

    /** These and another. */
    public Operators and(String accountId) {
        return new Operators(
                Stream.concat(accountIds.stream(), Stream.of(accountId)).collect(Collectors.toSet()));
    }

    /** Refuses everybody else with {@code NoPermission}. */
    public void require(Invocation call) {
        if (!accountIds.contains(call.accountId())) {
            throw new ApiException(
                    ErrorCode.NO_PERMISSION, "Only accounts that the service's operator has listed may do this.");
        }
    }
}
