package io.rolegate.sts;

import io.rolegate.identity.Directory;

/** Whether everything that a session stands on is still there. */
public sealed interface Liveness {
    /** All of it is; {@code role} is the session's role as it is now. */
    record Alive(Directory.RoleEntry role) implements Liveness {}

    /**
     * Something is gone: the session is refused.
     *
     * @param why for the audit record, never for the caller
     */
    record Dead(String why) implements Liveness {}
}
