package io.rolegate.identity;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The service's own keys, as their owner has them. */
public interface RotatableKeyRing extends KeyRing {
    /**
     * Makes new keys current for these purposes; old ones are accepted until nothing that they signed is valid. Completes once
     * every live node knows the new keys; the new ones are not used before.
     *
     * @return the ids of the new keys; fails with {@link KeyRotationException}, and nothing rotated, where the key-encryption key
     *     is kept by others than this process
     */
    CompletionStage<Map<KeyPurpose, String>> rotate(WriteOrigin origin, Set<KeyPurpose> purposes);
}
