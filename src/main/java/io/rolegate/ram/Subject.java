package io.rolegate.ram;

import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Role;
import io.rolegate.identity.RoleLink;
import io.rolegate.policy.PolicyPrincipal;
import io.rolegate.policy.PolicySet;
import java.util.List;

/**
 * Whose rights are looked into.
 *
 * @param arn with the name as stored
 * @param trusted whom a role's trust policy names; empty for others
 */
record Subject(String arn, PolicyPrincipal principal, PolicySet policies, List<String> trusted) {
    /** Stands for any session of a role: no policy can tell them apart by this name. */
    private static final String ANY_SESSION = "simulation";

    static Subject of(UserEntry entry) {
        return new Subject(entry.user().arn(), entry.user().forPolicy(), entry.policies(), List.of());
    }

    static Subject of(RoleEntry entry) {
        Role role = entry.role();
        RoleLink session = new RoleLink(role.accountId(), role.id(), role.name(), ANY_SESSION);
        return new Subject(
                role.arn(), session.forPolicy(), entry.policies(), entry.trust().trusted());
    }

    /** The owner of an account, which no policy binds. */
    static Subject owner(String accountId) {
        Principal owner = new Principal.AccountOwner(accountId);
        return new Subject(owner.arn(), owner.forPolicy(), PolicySet.empty(), List.of());
    }
}
