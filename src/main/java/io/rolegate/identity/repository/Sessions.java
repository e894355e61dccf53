package io.rolegate.identity.repository;

import io.rolegate.identity.SessionRecord;
import java.util.concurrent.CompletionStage;

/** The session register. */
public interface Sessions {
    CompletionStage<Void> register(SessionRecord session);
}
