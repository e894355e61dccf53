package io.rolegate.identity.store;

/** How much an account may hold (ram.md §1.7). */
public record Quotas(
        int usersPerAccount,
        int groupsPerAccount,
        int rolesPerAccount,
        int groupsPerUser,
        int accessKeysPerUser,
        int customPoliciesPerAccount,
        int versionsPerPolicy,
        int systemPoliciesPerTarget,
        int customPoliciesPerTarget,
        int virtualMfaDevicesPerAccount,
        int oidcProvidersPerAccount,
        int clientIdsPerOidcProvider,
        int fingerprintsPerOidcProvider) {

    /** The limits of the original. */
    public static Quotas defaults() {
        return new Quotas(5000, 300, 1000, 10, 2, 1500, 5, 20, 10, 5000, 100, 50, 5);
    }
}
