package io.rolegate.identity;

import java.util.concurrent.CompletionStage;

/** Where sessions are entered that have been given out. */
@FunctionalInterface
public interface SessionRegister {
    /**
     * Enters a session in the register. Changes no decision, hence no change-log entry, no audit record and no waiting for
     * other nodes; completes once the entry is committed, so that the session can be listed before anybody uses it.
     */
    CompletionStage<Void> register(SessionRecord session);
}
