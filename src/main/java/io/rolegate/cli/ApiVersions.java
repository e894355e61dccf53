package io.rolegate.cli;

import java.util.Set;

/** The RPC {@code Version}s of the built-in services. */
final class ApiVersions {
    static final String STS = "2015-04-01";
    static final String RAM = "2015-05-01";
    /** Of the operations beyond the original. */
    static final String OWN = "2026-11-01";

    private static final Set<String> OWN_OPERATIONS = Set.of("ListSessions", "RevokeSession", "RevokeSessions");

    private ApiVersions() {}

    /** The version that has an operation of that name; RAM's where none is known to. */
    static String of(String action) {
        if (OWN_OPERATIONS.contains(action)) {
            return OWN;
        }
        return action.startsWith("AssumeRole") || action.equals("GetCallerIdentity") ? STS : RAM;
    }
}
