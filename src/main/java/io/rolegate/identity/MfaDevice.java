package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual MFA device (ram.md §4): a seed that an authenticator application and the store share. The seed is kept by the store
 * alone.
 *
 * @param name unique in the account ignoring ASCII case, kept as given
 * @param userId the user it is bound to, null while it is bound to nobody
 * @param activatedAt when it was bound, null while it is not
 */
public record MfaDevice(
        String accountId, String name, @Nullable String userId, Instant createdAt, @Nullable Instant activatedAt) {

    /** {@code acs:ram::<account>:mfa/<name>}, which is the device's ARN too. */
    public String serialNumber() {
        return serialNumber(accountId, name);
    }

    /** The serial number of a device that may not exist yet. */
    public static String serialNumber(String accountId, String name) {
        return "acs:ram::" + accountId + ":mfa/" + name;
    }
}
