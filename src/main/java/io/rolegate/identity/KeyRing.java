package io.rolegate.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The service's own keys, read from memory and kept in step with the store. */
public interface KeyRing {
    /** The key to sign with now. */
    ServiceKey current(KeyPurpose purpose);

    /** The key of that id, current or still accepted. */
    Optional<ServiceKey> find(KeyPurpose purpose, String kid);

    /** Every key of a purpose that is still accepted, newest first. */
    List<ServiceKey> accepted(KeyPurpose purpose);

    /**
     * Makes new keys current for these purposes; old ones are accepted until nothing that they signed is valid. Completes once
     * every live node knows the new keys; the new ones are not used before.
     *
     * @return the ids of the new keys; fails with {@link KeyRotationException}, and nothing rotated, where the key-encryption key
     *     is kept by others than this process
     */
    CompletionStage<Map<KeyPurpose, String>> rotate(WriteOrigin origin, Set<KeyPurpose> purposes);
}
