package io.rolegate.identity;

import java.time.Instant;

/** What a SecurityToken stands for: a role that was assumed, or a log-on to the console. */
public sealed interface TemporarySession permits Principal.RoleSession, LogonSession {
    /** The temporary AccessKeyId that the token belongs to, which is the session's id. */
    String accessKeyId();

    Instant expiresAt();
}
