package io.rolegate.ram;

import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.PasswordHasher;
import java.util.concurrent.Executor;

/**
 * What the RAM API works with.
 *
 * @param workers where what takes processor time is done, off the event loop
 */
public record RamDependencies(IdentityStore store, PasswordHasher passwords, Executor workers) {}
