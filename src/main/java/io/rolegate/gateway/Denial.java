package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.policy.Decision;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** A permission that policies don't grant to a caller. */
record Denial(Principal caller, Permission permission, Decision decision) {
    /** What the caller reads: what was asked and what to ask the owner for; no policy's name. */
    String message() {
        // A role's ARN would tell a stranger how its name is written, hence that it exists.
        String asked = permission.action() + " on "
                + (permission.trust() == null ? permission.resource() : "the role that you named");
        if (decision instanceof Decision.ImplicitDeny implicit) {
            return switch (implicit.cause()) {
                case OWNER_CANNOT_ASSUME ->
                    "An account's owner cannot assume roles. Create a RAM user, grant it AliyunSTSAssumeRoleAccess, and call with its access key.";
                case OTHER_ACCOUNT ->
                    "You are not allowed " + asked + ": it belongs to another account. Assume a role of that account.";
                case NO_ALLOW, MALFORMED_POLICY ->
                    "You are not allowed " + asked + ": no " + layer(implicit.missing())
                            + " allows it. Ask the owner of the account for this permission.";
            };
        }
        PolicyKind kind = decision instanceof Decision.ExplicitDeny explicit ? explicit.kind() : PolicyKind.IDENTITY;
        return "You are not allowed " + asked + ": a " + layer(kind) + " denies it explicitly.";
    }

    /** The AccessDeniedDetail of ram.md §5. */
    Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("AuthAction", permission.action());
        detail.put("AuthPrincipalType", principalType());
        detail.put("AuthPrincipalOwnerId", caller.accountId());
        detail.put("AuthPrincipalDisplayName", caller.id());
        detail.put("PolicyType", policyType());
        detail.put("NoPermissionType", decision.verdict() == Verdict.EXPLICIT_DENY ? "ExplicitDeny" : "ImplicitDeny");
        return detail;
    }

    PolicyKind kind() {
        if (decision instanceof Decision.ExplicitDeny explicit) {
            return explicit.kind();
        }
        return decision instanceof Decision.ImplicitDeny implicit ? implicit.missing() : PolicyKind.IDENTITY;
    }

    private String principalType() {
        if (caller instanceof Principal.AccountOwner) {
            return "Account";
        }
        if (caller instanceof Principal.FederatedUser) {
            return "Federated";
        }
        return caller instanceof Principal.UserPrincipal ? "SubUser" : "AssumedRoleUser";
    }

    private String policyType() {
        return switch (kind()) {
            case CONTROL -> "ControlPolicy";
            case SESSION -> "SessionPolicy";
            case TRUST -> "AssumeRolePolicy";
            case IDENTITY -> "AccountLevelIdentityBasedPolicy";
        };
    }

    private static String layer(PolicyKind kind) {
        return switch (kind) {
            case CONTROL -> "control policy";
            case SESSION -> "session policy";
            case TRUST -> "trust policy";
            case IDENTITY -> "identity policy";
        };
    }
}
