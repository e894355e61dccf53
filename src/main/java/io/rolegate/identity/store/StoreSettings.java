package io.rolegate.identity.store;

import io.rolegate.identity.Quotas;
import io.rolegate.identity.Secret;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the identity store is and how it is opened.
 *
 * @param jdbcUrl of H2 or PostgreSQL
 * @param user null where the URL names the user or none is needed
 * @param password null where the URL holds it or none is needed
 * @param keyFile holds the key-encryption key, and perhaps earlier ones; null for the environment's key, or the default of an H2 store
 * @param keyFromEnvironment the same in Base64, commas between them; used where no key file is named
 * @param poolSize how many connections, and threads for their statements; 2 to 64
 * @param lease how long a node of several may serve without hearing from the store; unused where one process owns the store
 */
public record StoreSettings(
        String jdbcUrl,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Path keyFile,
        @Nullable Secret keyFromEnvironment,
        int poolSize,
        Duration lease,
        Quotas quotas) {
    /** The pool size where none is configured. */
    public static final int DEFAULT_POOL_SIZE = 10;
    /** The lease where none is configured. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(2);
    /** The shortest lease: it is renewed several times while it lasts. */
    public static final Duration MIN_LEASE = Duration.ofMillis(500);
    /** The longest lease: so long may a write have to wait for a node that is gone. */
    public static final Duration MAX_LEASE = Duration.ofSeconds(10);

    public StoreSettings {
        if (poolSize < 2 || poolSize > 64) {
            throw new IllegalArgumentException("poolSize must be 2 to 64, not " + poolSize);
        }
        if (lease.compareTo(MIN_LEASE) < 0 || lease.compareTo(MAX_LEASE) > 0) {
            throw new IllegalArgumentException("lease must be " + MIN_LEASE + " to " + MAX_LEASE + ", not " + lease);
        }
    }

    /** Defaults for everything but the place. */
    public static StoreSettings of(String jdbcUrl) {
        return new StoreSettings(jdbcUrl, null, null, null, null, DEFAULT_POOL_SIZE, DEFAULT_LEASE, Quotas.defaults());
    }

    /** Whether everything in the store, access keys included, ends with this process. */
    public boolean isInMemory() {
        return StoreLocation.of(jdbcUrl).kind() == StoreLocation.Kind.H2_MEMORY;
    }

    /** A copy with that key file. */
    public StoreSettings withKeyFile(@Nullable Path file) {
        return new StoreSettings(jdbcUrl, user, password, file, keyFromEnvironment, poolSize, lease, quotas);
    }

    /** A copy with that key-encryption key, in Base64. */
    public StoreSettings withKeyFromEnvironment(@Nullable Secret key) {
        return new StoreSettings(jdbcUrl, user, password, keyFile, key, poolSize, lease, quotas);
    }

    /** A copy with those quotas. */
    public StoreSettings withQuotas(Quotas newQuotas) {
        return new StoreSettings(jdbcUrl, user, password, keyFile, keyFromEnvironment, poolSize, lease, newQuotas);
    }

    /** A copy with that lease. */
    public StoreSettings withLease(Duration newLease) {
        return new StoreSettings(jdbcUrl, user, password, keyFile, keyFromEnvironment, poolSize, newLease, quotas);
    }

    /** Without what may hold a password. */
    @Override
    public String toString() {
        return "StoreSettings[" + StoreLocation.redact(jdbcUrl) + ", poolSize=" + poolSize + "]";
    }
}
