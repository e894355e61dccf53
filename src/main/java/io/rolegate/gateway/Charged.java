package io.rolegate.gateway;

import io.rolegate.identity.Principal;
import io.rolegate.identity.SessionSource;

/**
 * Who a request is charged to wherever there is a limit. A role session counts as the RAM user, or federated identity, that it goes back to: so
 * nobody gets a new allowance by assuming a role once more, and a partner doesn't use up that of the role's owner.
 *
 * @param principal the id of a RAM user or federated identity, or an account's for its owner
 * @param account the account that the principal belongs to
 */
record Charged(String principal, String account) {
    static Charged of(Principal principal) {
        if (principal instanceof Principal.RoleSession session) {
            SessionSource source = session.grant().source();
            return new Charged(source.id(), source.accountId());
        }
        return new Charged(principal.id(), principal.accountId());
    }
}
