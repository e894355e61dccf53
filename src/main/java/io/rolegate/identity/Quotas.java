package io.rolegate.identity;

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
        int fingerprintsPerOidcProvider,
        int revocationsPerAccount) {

    /** The limits of the original, and a bound on what an account may have us remember of its revocations. */
    public static Quotas defaults() {
        return new Quotas(5000, 300, 1000, 10, 2, 1500, 5, 20, 10, 5000, 100, 50, 5, 10_000);
    }
}
