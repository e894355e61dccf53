package io.rolegate.sts;

import io.rolegate.api.Operation;
import io.rolegate.identity.Directory;
import io.rolegate.identity.IdentityStore;
import java.util.List;

/** What an account may see and do about the sessions of its roles; operations beyond the original (design, section 10). */
public final class SessionOperations {
    private SessionOperations() {}

    /** ListSessions, RevokeSession and RevokeSessions. */
    public static List<Operation> all(Directory directory, IdentityStore store, SessionLiveness liveness) {
        LiveSessions sessions = new LiveSessions(store, liveness);
        Revoking revoking = new Revoking(store, sessions);
        return List.of(
                new ListSessions(store, sessions),
                new RevokeSession(directory, store, revoking),
                new RevokeSessions(store, revoking));
    }
}
