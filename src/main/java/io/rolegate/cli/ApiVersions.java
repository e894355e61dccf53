package io.rolegate.cli;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.ram.RamOperations;
import io.rolegate.sts.StsOperations;
import java.util.Set;

/** The RPC {@code Version}s of the built-in services. */
final class ApiVersions {
    static final String STS = StsOperations.VERSION;
    static final String RAM = RamOperations.VERSION;
    /** Of the operations beyond the original. */
    static final String OWN = OperationCatalogue.OWN_VERSION;

    private static final Set<String> OWN_OPERATIONS =
            Set.of("ListSessions", "RevokeSession", "RevokeSessions", "SimulatePolicy", "ListPrincipalsAllowed");

    private ApiVersions() {}

    /** The version that has an operation of that name; RAM's where none is known to. */
    static String of(String action) {
        if (OWN_OPERATIONS.contains(action)) {
            return OWN;
        }
        return action.startsWith("AssumeRole") || action.equals("GetCallerIdentity") ? STS : RAM;
    }
}
