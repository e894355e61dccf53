package io.rolegate.identity;

import java.time.Instant;

/** Notes when access keys and sessions were used. */
public interface UseLog {
    /**
     * Notes a use; cheap, never waits, never fails. What is noted reaches the store some seconds later, in batches.
     *
     * @param accessKeyId long-term or temporary
     */
    void used(String accessKeyId, Instant at);
}
