package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.ExplanationFields;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.policy.Arn;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A permission that policies don't grant to a caller.
 *
 * @param encodedDiagnosis what people of the account that owns the deciding policy can have decoded
 */
record Denial(Principal caller, Permission permission, Decision decision, String encodedDiagnosis) {
    /** A denial whose diagnosis is sealed for the account that owns the policies. */
    static Denial of(Principal caller, Permission permission, Explanation explanation, DiagnosticMessages diagnostics) {
        Denial unsealed = new Denial(caller, permission, explanation.decision(), "");
        String encoded = diagnostics.encode(unsealed.owner(), new Diagnosis(unsealed, explanation).message());
        return new Denial(caller, permission, explanation.decision(), encoded);
    }

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
        return "You are not allowed " + asked + ": a " + layer(decision.kind()) + " denies it explicitly.";
    }

    /** The AccessDeniedDetail of ram.md §5. */
    Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("AuthAction", permission.action());
        detail.putAll(authPrincipal());
        detail.put("PolicyType", ExplanationFields.policyType(decision.kind()));
        detail.put("NoPermissionType", decision.verdict() == Verdict.EXPLICIT_DENY ? "ExplicitDeny" : "ImplicitDeny");
        detail.put("EncodedDiagnosticMessage", encodedDiagnosis);
        return detail;
    }

    Map<String, Object> authPrincipal() {
        Map<String, Object> principal = new LinkedHashMap<>();
        principal.put("AuthPrincipalType", principalType());
        principal.put("AuthPrincipalOwnerId", caller.accountId());
        principal.put("AuthPrincipalDisplayName", caller.id());
        return principal;
    }

    /** The account that owns the policies that decided: of trust policies the role's, of all others the caller's. */
    private String owner() {
        return decision.kind() == PolicyKind.TRUST ? roleAccount() : caller.accountId();
    }

    /**
     * The resource as the owner of the deciding policies may read it. How a foreign role is written would tell that it
     * exists, so its ARN is folded.
     */
    String resourceForOwner() {
        boolean ownRole = permission.trust() == null || owner().equals(roleAccount());
        return ownRole ? permission.resource() : permission.resource().toLowerCase(Locale.ROOT);
    }

    private String roleAccount() {
        return Arn.parse(permission.resource()).map(Arn::accountId).orElse("");
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

    private static String layer(PolicyKind kind) {
        return switch (kind) {
            case CONTROL -> "control policy";
            case SESSION -> "session policy";
            case TRUST -> "trust policy";
            case IDENTITY -> "identity policy";
        };
    }
}
