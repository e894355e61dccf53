package io.rolegate.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who writes and why: the audit record of an administrative write, kept in the same transaction (design, section 8).
 *
 * @param principalArn the caller, or {@code rolegate} for the command line
 * @param action for example {@code ram:CreateUser}
 * @param resource the ARN of what is written
 * @param sourceIp the caller's address, or null for the command line
 */
public record WriteOrigin(
        String requestId,
        String accountId,
        String principalArn,
        String action,
        String resource,
        @Nullable String sourceIp) {

    /** A write by the operator of this process. */
    public static WriteOrigin commandLine(String requestId, String accountId, String action) {
        return new WriteOrigin(requestId, accountId, "rolegate", action, "*", null);
    }
}
