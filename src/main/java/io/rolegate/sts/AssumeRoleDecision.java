package io.rolegate.sts;

import io.rolegate.api.Permission;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Role;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AssumeRole must still know once it was allowed: which role the trust policy belonged to, and the change-log position
 * before anything was read. Both travel in the permission that was granted, so that a role made anew, or a revocation, between
 * the decision and the session can't slip by.
 */
record AssumeRoleDecision(String roleId, long position) {
    private static final String ACTION = "sts:AssumeRole";
    private static final String ROLE_ID = "rolegate:RoleId";
    private static final String POSITION = "rolegate:Position";

    /** Names an account that can't exist, as account ids have 16 digits. */
    private static final String TRUSTS_NOBODY =
            """
            {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Principal":{"RAM":["acs:ram::0:root"]}}]}""";

    /**
     * What a caller must be allowed to assume a role that exists.
     *
     * @param conditions condition values that the call supplies, by key
     */
    static Permission permission(RoleEntry entry, long position, Map<String, List<String>> conditions) {
        Role role = entry.role();
        Map<String, List<String>> context = new LinkedHashMap<>(conditions);
        context.put(ROLE_ID, List.of(role.id()));
        context.put(POSITION, List.of(Long.toString(position)));
        return new Permission(ACTION, role.arn(), entry.trustPolicy(), context);
    }

    /**
     * What a foreign caller must be allowed to assume a role that doesn't exist: denied by a trust policy that trusts nobody,
     * by the same path as for a role that doesn't trust the caller, so that the answer tells nothing about names.
     */
    static Permission impossible(RoleName role) {
        PolicyDocument trustsNobody = PolicyDocument.parseFailingClosed(TRUSTS_NOBODY, PolicyKind.TRUST);
        PolicyRef ref = new PolicyRef(role.name(), "Trust", "0", role.arn());
        return new Permission(ACTION, role.arn(), new AttachedPolicy(ref, trustsNobody), Map.of());
    }

    /** The decision that led to {@code granted}; empty where nothing was decided about an existing role. */
    static Optional<AssumeRoleDecision> of(List<Permission> granted) {
        return granted.stream()
                .filter(permission -> permission.context().containsKey(ROLE_ID))
                .findFirst()
                .map(permission ->
                        new AssumeRoleDecision(only(permission, ROLE_ID), Long.parseLong(only(permission, POSITION))));
    }

    private static String only(Permission permission, String key) {
        return permission.context().getOrDefault(key, List.of()).get(0);
    }
}
