package io.rolegate.identity;

import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What every request is decided by. Answers come from memory where they can, as completed stages; what may wait for the
 * store returns one that is not. An answer is never older than {@link #position()} was when it was asked for. A failed
 * stage means that the store is away: the caller must refuse.
 */
public interface Directory {
    /** The position of the last change that this node has applied. */
    long position();

    /** The position of the last applied change that touched the account: part of every cache key built on its data. */
    long revision(String accountId);

    /** Whether this node's lease lets it serve now; where it does not, every request is refused with 503. */
    boolean mayServe();

    /** What an account has revoked, as far as it still matters: in memory, always. */
    Revocations revocations(String accountId);

    /** A long-term access key, active or not, with its secret. */
    CompletionStage<Optional<KeyEntry>> accessKey(String accessKeyId);

    /**
     * The mark of the password that a user, or with null the account's owner, logs on with; empty where there is none.
     *
     * @see PasswordMark
     */
    CompletionStage<Optional<String>> passwordMark(String accountId, @Nullable String userId);

    /** A user with the policies in force, the groups' included. */
    CompletionStage<Optional<UserEntry>> user(String accountId, String userId);

    /** A role by its id. */
    CompletionStage<Optional<RoleEntry>> role(String accountId, String roleId);

    /** A role by its name, ignoring ASCII case. */
    CompletionStage<Optional<RoleEntry>> roleNamed(String accountId, String roleName);

    /** An OpenID Connect provider by its name, ignoring ASCII case. */
    CompletionStage<Optional<OidcProvider>> oidcProvider(String accountId, String name);

    /** An account by id or alias. */
    CompletionStage<Optional<Account>> account(String idOrAlias);

    /** An access key with its secret. */
    record KeyEntry(AccessKey key, Secret secret) {}

    /**
     * A user and what it may do.
     *
     * @param revision the account's revision that the policies belong to
     */
    record UserEntry(RamUser user, PolicySet policies, long revision) {}

    /**
     * A role, who may assume it and what it may do.
     *
     * @param revision the account's revision that trust policy and policies belong to
     */
    record RoleEntry(Role role, PolicyDocument trust, PolicySet policies, long revision) {
        /** The trust policy under the name by which decisions refer to it. */
        public AttachedPolicy trustPolicy() {
            PolicyRef ref = new PolicyRef(role.name(), "Trust", Long.toString(revision), role.arn());
            return new AttachedPolicy(ref, trust);
        }
    }
}
