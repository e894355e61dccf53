package io.rolegate.identity;

import io.rolegate.policy.NetworkMasks;
import java.time.Duration;

/**
 * What an account's users may do with their own credentials without a policy, and how they log on to the console (ram.md §4).
 *
 * @param allowUserToManagePublicKeys kept and shown; there are no operations on public keys
 * @param saveMfaTicket whether a browser may be remembered for seven days, so that no code is asked
 * @param loginNetworkMasks from where users may log on; empty: from anywhere
 * @param loginSessionDuration whole hours, 1 to 24
 */
public record SecurityPreference(
        boolean allowUserToChangePassword,
        boolean allowUserToManageAccessKeys,
        boolean allowUserToManageMfaDevices,
        boolean allowUserToManagePublicKeys,
        boolean saveMfaTicket,
        NetworkMasks loginNetworkMasks,
        Duration loginSessionDuration) {
    public static final int LEAST_SESSION_HOURS = 1;
    public static final int MOST_SESSION_HOURS = 24;

    private static final SecurityPreference DEFAULTS =
            new SecurityPreference(true, false, true, false, false, NetworkMasks.ANY, Duration.ofHours(6));

    /** The preference of an account that never set one. */
    public static SecurityPreference defaults() {
        return DEFAULTS;
    }
}
