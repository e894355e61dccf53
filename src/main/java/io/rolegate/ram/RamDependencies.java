package io.rolegate.ram;

import io.rolegate.identity.IdentityStore;

/** What the RAM API works with. */
public record RamDependencies(IdentityStore store, PasswordHasher passwords) {}
