package io.rolegate.identity;

/**
 * How much an account holds, and how much it may hold.
 *
 * @param policies custom ones
 * @param mfaDevicesInUse those that are bound to a user
 */
public record AccountUsage(
        long users, long groups, long roles, long policies, long mfaDevices, long mfaDevicesInUse, Quotas quotas) {}
