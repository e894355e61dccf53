package io.rolegate.identity;

import java.util.List;
import java.util.Optional;
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
     * Makes new keys current for every purpose; old ones are accepted until nothing that they signed is valid. Completes
     * once every live node knows the new keys; the new ones are not used before.
     */
    CompletionStage<Void> rotate(WriteOrigin origin);
}
