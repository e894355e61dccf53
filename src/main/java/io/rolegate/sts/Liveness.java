package io.rolegate.sts;

import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Directory.UserEntry;

/** Whether everything that a session stands on is still there. */
public sealed interface Liveness {
    /** All of it is; {@code role} is the session's role as it is now. */
    record Alive(RoleEntry role) implements Liveness {}

    /** A user's log-on stands; {@code user} is the user as it is now. */
    record LoggedOn(UserEntry user) implements Liveness {}

    /** The log-on of an account's owner stands. */
    record OwnerLoggedOn() implements Liveness {}

    /**
     * Something is gone: the session is refused.
     *
     * @param why for the audit record, never for the caller
     */
    record Dead(String why) implements Liveness {}
}
