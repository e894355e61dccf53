package io.rolegate.identity;

import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyPrincipal;
import io.rolegate.policy.PolicyRef;
import java.time.Instant;

/** Who a verified request speaks for. */
public sealed interface Principal {
    /** The account whose resources the principal works on. */
    String accountId();

    /** The ARN in answers and audit records (ram.md §3.2). */
    String arn();

    /** The id in answers: user id, account id, or {@code <roleId>:<session>}. */
    String id();

    /** The IdentityType of GetCallerIdentity. */
    String identityType();

    /** The same principal as the policy engine knows it. */
    PolicyPrincipal forPolicy();

    /** The id of what its policies belong to: itself, or of a session its role. */
    default String policyHolderId() {
        return id();
    }

    /** The value of the condition key {@code acs:PrincipalARN}. */
    default String conditionArn() {
        return arn();
    }

    /** The owner of an account, by a root access key or the bare alias at the console. */
    record AccountOwner(String accountId) implements Principal {
        @Override
        public String arn() {
            return "acs:ram::" + accountId + ":root";
        }

        @Override
        public String id() {
            return accountId;
        }

        @Override
        public String identityType() {
            return "Account";
        }

        @Override
        public PolicyPrincipal forPolicy() {
            return new PolicyPrincipal(PolicyPrincipal.Type.ACCOUNT, arn(), accountId);
        }
    }

    /** A RAM user, by an access key or a logon session. */
    record UserPrincipal(String accountId, String userId, String name) implements Principal {
        @Override
        public String arn() {
            return RamUser.arn(accountId, name);
        }

        @Override
        public String id() {
            return userId;
        }

        @Override
        public String identityType() {
            return "RAMUser";
        }

        @Override
        public PolicyPrincipal forPolicy() {
            return new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, arn(), accountId);
        }
    }

    /** Somebody whom an OpenID Connect provider vouches for; can do nothing but assume a role that trusts the provider. */
    record FederatedUser(OidcProvider provider, IdToken token) implements Principal {
        @Override
        public String accountId() {
            return provider.accountId();
        }

        @Override
        public String arn() {
            return provider.arn();
        }

        @Override
        public String id() {
            return token.subject();
        }

        /** The provider: what it vouches for is not an id of ours. */
        @Override
        public String policyHolderId() {
            return provider.arn();
        }

        @Override
        public String identityType() {
            return "Federated";
        }

        @Override
        public PolicyPrincipal forPolicy() {
            return new PolicyPrincipal(PolicyPrincipal.Type.FEDERATED, arn(), accountId());
        }
    }

    /** A session of a role, by temporary credentials. */
    record RoleSession(RoleLink role, SessionGrant grant) implements Principal, TemporarySession {
        @Override
        public String accessKeyId() {
            return grant.accessKeyId();
        }

        @Override
        public Instant expiresAt() {
            return grant.expiresAt();
        }

        /** {@code document}, which narrows the session, under the name by which decisions refer to it. */
        public AttachedPolicy sessionPolicy(PolicyDocument document) {
            return new AttachedPolicy(new PolicyRef("session policy", "Session", "v1", conditionArn()), document);
        }

        /** The session as a link of the chains that begin with it. */
        public SessionLink link() {
            return new SessionLink(role, grant.accessKeyId(), grant.position());
        }

        @Override
        public String accountId() {
            return role.accountId();
        }

        @Override
        public String arn() {
            return "acs:ram::" + role.accountId() + ":assumed-role/" + role.roleName() + "/" + role.sessionName();
        }

        @Override
        public String id() {
            return role.roleId() + ":" + role.sessionName();
        }

        @Override
        public String policyHolderId() {
            return role.roleId();
        }

        @Override
        public String identityType() {
            return "AssumedRoleUser";
        }

        @Override
        public String conditionArn() {
            return Role.arn(role.accountId(), role.roleName());
        }

        @Override
        public PolicyPrincipal forPolicy() {
            return role.forPolicy();
        }
    }
}
