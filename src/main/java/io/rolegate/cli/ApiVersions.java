package io.rolegate.cli;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.ram.ImsOperations;
import io.rolegate.ram.RamOperations;
import io.rolegate.sts.StsOperations;
import java.util.Map;
import java.util.Set;

/** The RPC {@code Version}s of the built-in services. */
final class ApiVersions {
    static final String STS = StsOperations.VERSION;
    static final String RAM = RamOperations.VERSION;
    /** Of the operations beyond the original. */
    static final String OWN = OperationCatalogue.OWN_VERSION;

    /** The operations that RAM lacks: a command has no catalogue to ask, as its operations need the store. */
    private static final Map<String, Set<String>> BEYOND_RAM = Map.of(
            STS,
            Set.of("AssumeRole", "AssumeRoleWithOIDC", "GetCallerIdentity"),
            ImsOperations.VERSION,
            Set.of(
                    "CreateOIDCProvider",
                    "GetOIDCProvider",
                    "ListOIDCProviders",
                    "UpdateOIDCProvider",
                    "DeleteOIDCProvider",
                    "AddClientIdToOIDCProvider",
                    "RemoveClientIdFromOIDCProvider",
                    "AddFingerprintToOIDCProvider",
                    "RemoveFingerprintFromOIDCProvider"),
            OWN,
            Set.of(
                    "ListSessions",
                    "RevokeSession",
                    "RevokeSessions",
                    "RotateKeys",
                    "LookupEvents",
                    "GetLiveMetrics",
                    "SimulatePolicy",
                    "TestPermissions",
                    "ListPrincipalsAllowed",
                    "SuggestPolicy",
                    "CreateDraftPolicyVersion",
                    "GetDraftPolicyVersion",
                    "ListDraftPolicyVersions",
                    "PublishDraftPolicyVersion",
                    "DeleteDraftPolicyVersion"));

    private ApiVersions() {}

    /** The version that has an operation of that name; RAM's where several have it, or none is known to. */
    static String of(String action) {
        return BEYOND_RAM.entrySet().stream()
                .filter(service -> service.getValue().contains(action))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(RAM);
    }
}
