package io.rolegate.identity;

import io.rolegate.policy.PolicyPrincipal;

/** A role as one link of a session's chain: which role, under which session name. */
public record RoleLink(String accountId, String roleId, String roleName, String sessionName) {
    /** The session of this role as the policy engine knows it (ram.md §3.1). */
    public PolicyPrincipal forPolicy() {
        return new PolicyPrincipal(
                PolicyPrincipal.Type.ASSUMED_ROLE_USER,
                "acs:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName,
                accountId);
    }
}
