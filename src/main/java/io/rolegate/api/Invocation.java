package io.rolegate.api;

import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.WriteOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a built-in operation by a verified caller.
 *
 * @param caller who calls
 * @param logon the log-on at the console by which a user or owner calls, null for any other call
 * @param accessKeyId the key that signed, long-term or temporary; null where the operation is an unsigned one
 * @param parameters what the caller sent, the signed ones only
 * @param sourceIp the caller's address
 * @param time when the gateway took the request
 */
public record Invocation(
        Principal caller,
        @Nullable LogonSession logon,
        @Nullable String accessKeyId,
        Parameters parameters,
        String requestId,
        String sourceIp,
        Instant time) {

    /** The account that the call works on: the caller's own. */
    public String accountId() {
        return caller.accountId();
    }

    /** The origin of a write that this call makes. */
    public WriteOrigin origin(Permission permission) {
        return new WriteOrigin(
                requestId, accountId(), caller.arn(), permission.action(), permission.resource(), sourceIp);
    }
}
