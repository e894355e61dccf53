package io.rolegate.identity.store;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.policy.SystemPolicies;
import io.rolegate.policy.SystemPolicies.SystemPolicy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The system policies as managed policies. They live in the program; the store knows only what they are attached to. */
final class BuiltInPolicies {
    private static final String ID_PREFIX = "system/";
    /** The date of the API version that they belong to. */
    private static final Instant MADE = Instant.parse("2015-05-01T00:00:00Z");

    private BuiltInPolicies() {}

    /** The system policy of that name, with its attachments in the account. */
    static Optional<ManagedPolicy> find(Sql sql, String accountId, String name) throws SQLException {
        Optional<SystemPolicy> found = SystemPolicies.find(name);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(managed(found.get(), attachments(sql, accountId, found.get())));
    }

    static List<SystemPolicy> all() {
        return SystemPolicies.all();
    }

    static int attachments(Sql sql, String accountId, SystemPolicy policy) throws SQLException {
        return (int) sql.number(
                "SELECT COUNT(*) FROM attachments WHERE policy_id = ? AND account_id = ?", id(policy), accountId);
    }

    static ManagedPolicy managed(SystemPolicy policy, int attachmentCount) {
        return new ManagedPolicy(
                id(policy),
                ManagedPolicy.SYSTEM_ACCOUNT,
                PolicyType.SYSTEM,
                policy.name(),
                policy.description(),
                policy.version(),
                null,
                attachmentCount,
                MADE,
                MADE);
    }

    static PolicyVersion version(SystemPolicy policy) {
        return new PolicyVersion(policy.version(), policy.document(), true, MADE);
    }

    /** The system policy that an attachment names, empty where a later release dropped it. */
    static Optional<SystemPolicy> byId(String policyId) {
        return policyId.startsWith(ID_PREFIX) ? SystemPolicies.find(nameOf(policyId)) : Optional.empty();
    }

    /** The name of the system policy that an attachment names, whether it still exists or not. */
    static String nameOf(String policyId) {
        return policyId.substring(ID_PREFIX.length());
    }

    private static String id(SystemPolicy policy) {
        return ID_PREFIX + policy.name();
    }
}
