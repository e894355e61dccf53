package io.rolegate.backend.cluster;

import java.util.List;

/** The operations on what RAM users and roles may do inside clusters. */
final class PermissionOperations {
    private static final int MAX_GRANTEES = 1000;

    /** Replaces what the user or role has; all or nothing. */
    Answer grant(ClusterRequest request) {
        ClusterAccount account = request.account();
        List<Permission> granted = request.bodyList().stream()
                .map(grant -> Permission.of(grant, account))
                .toList();
        String grantee = request.path("user");
        if (!account.permissions().containsKey(grantee) && account.permissions().size() >= MAX_GRANTEES) {
            throw ClusterError.QUOTA.because("At most " + MAX_GRANTEES + " users and roles have permissions");
        }
        account.permissions().put(grantee, granted);
        return Answer.empty(200);
    }

    Answer describe(ClusterRequest request) {
        List<Permission> granted = request.account().permissions().getOrDefault(request.path("user"), List.of());
        return Answer.json(Cluster.array(granted.stream().map(Permission::json).toList()));
    }
}
