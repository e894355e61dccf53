package io.rolegate.identity;

import java.util.List;
import java.util.Optional;

/** The service's own keys, read from memory and kept in step with the store. */
public interface KeyRing {
    /** The key to sign with now. */
    ServiceKey current(KeyPurpose purpose);

    /** The key of that id, current or still accepted. */
    Optional<ServiceKey> find(KeyPurpose purpose, String kid);

    /** Every key of a purpose that is still accepted, newest first. */
    List<ServiceKey> accepted(KeyPurpose purpose);
}
