package io.rolegate.ram;

import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.PasswordHasher;

/** What the RAM API works with. */
public record RamDependencies(IdentityStore store, PasswordHasher passwords) {}
