package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.policy.Decision;
import java.util.List;

/**
 * A request that policies allow.
 *
 * @param granted every permission that it needed
 * @param decision the decision on the last of them, for the audit record
 */
record Authorised(Authenticated authenticated, List<Permission> granted, Decision decision) {
    Authorised {
        granted = List.copyOf(granted);
    }

    Exchange exchange() {
        return authenticated.exchange();
    }
}
