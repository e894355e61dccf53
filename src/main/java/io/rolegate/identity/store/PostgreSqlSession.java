package io.rolegate.identity.store;

import java.time.Duration;
import java.util.Map;

/**
 * What bounds a connection's waiting on either side: here for a server that is silent, there for a node that stopped amid a
 * transaction and would keep its locks. Where the store's URL says otherwise, it wins.
 */
final class PostgreSqlSession {
    private static final String CONNECT_SECONDS = "5";
    /** More than any transaction may take. */
    private static final String READ_SECONDS = "40";
    /** No transaction waits for anything but its own statements. */
    private static final long IDLE_MILLIS = 10_000;
    /** As H2 is told (see {@link StoreLocation}). */
    private static final long LOCK_MILLIS = 15_000;

    private PostgreSqlSession() {}

    /** The driver's properties for connections of a mode. */
    static Map<String, String> of(Database.Mode mode, Duration lease) {
        return mode == Database.Mode.FEED
                ? properties(seconds(lease), seconds(lease), lease.toMillis(), lease.toMillis())
                : properties(CONNECT_SECONDS, READ_SECONDS, IDLE_MILLIS, LOCK_MILLIS);
    }

    private static Map<String, String> properties(String connect, String read, long idleMillis, long lockMillis) {
        return Map.of(
                "ApplicationName",
                "rolegate",
                "connectTimeout",
                connect,
                "socketTimeout",
                read,
                "options",
                "-c idle_in_transaction_session_timeout=" + idleMillis + " -c lock_timeout=" + lockMillis);
    }

    /** Half of it, so that there is time for another try. */
    private static String seconds(Duration lease) {
        return Long.toString(Math.max(1, lease.toSeconds() / 2));
    }
}
