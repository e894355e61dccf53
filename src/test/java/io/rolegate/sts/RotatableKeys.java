package io.rolegate.sts;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.Secret;
import io.rolegate.identity.ServiceKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key ring in memory, with key material made from the key's own name. */
final class RotatableKeys implements KeyRing {
    private final List<ServiceKey> keys = new ArrayList<>();

    /** Adds keys of both purposes and makes them current. */
    RotatableKeys add(String kid) {
        for (KeyPurpose purpose : List.of(KeyPurpose.TOKEN_SIGNING, KeyPurpose.SECRET_DERIVATION)) {
            keys.add(0, new ServiceKey(purpose, kid, material(purpose, kid), null, Instant.EPOCH));
        }
        return this;
    }

    void remove(String kid) {
        keys.removeIf(key -> key.kid().equals(kid));
    }

    static Secret material(KeyPurpose purpose, String kid) {
        return Secret.of((purpose + " " + kid + " 0123456789abcdef0123456789abcdef").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ServiceKey current(KeyPurpose purpose) {
        return accepted(purpose).get(0);
    }

    @Override
    public Optional<ServiceKey> find(KeyPurpose purpose, String kid) {
        return accepted(purpose).stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    @Override
    public List<ServiceKey> accepted(KeyPurpose purpose) {
        return keys.stream().filter(key -> key.purpose() == purpose).toList();
    }
}
