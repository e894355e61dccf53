package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Parameters;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.policy.Arn;
import io.rolegate.policy.AttachedPolicy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds principals of an account, and trust policies of its roles, with what is in force now. */
record Subjects(IdentityStore store, Directory directory) {
    static final String PRINCIPAL_ARN = "PrincipalArn";
    private static final String USER = "user/";
    private static final String ROLE = "role/";

    /** The ARN with its name as stored where there is such a principal, else as typed. */
    CompletionStage<String> storedArn(String accountId, Parameters parameters) {
        String arn = parameters.require(PRINCIPAL_ARN);
        return find(accountId, arn).thenApply(found -> found.map(Subject::arn).orElse(arn));
    }

    /** The principal; {@code EntityNotExist} where there is none. */
    CompletionStage<Subject> require(String accountId, Parameters parameters) {
        String arn = parameters.require(PRINCIPAL_ARN);
        return find(accountId, arn)
                .thenApply(found -> found.orElseThrow(() -> new ApiException(
                        ErrorCode.ENTITY_NOT_EXIST,
                        relativeId(accountId, arn).startsWith(USER) ? "User" : "Role",
                        "The principal " + arn + " does not exist.")));
    }

    private CompletionStage<Optional<Subject>> find(String accountId, String arn) {
        String relativeId = relativeId(accountId, arn);
        if (relativeId.startsWith(USER)) {
            return store.read(transaction -> transaction.users().find(accountId, relativeId.substring(USER.length())))
                    .thenCompose(user -> user.isEmpty() ? none() : of(user.get()));
        }
        if (relativeId.startsWith(ROLE)) {
            return directory
                    .roleNamed(accountId, relativeId.substring(ROLE.length()))
                    .thenApply(role -> role.map(Subject::of));
        }
        return CompletableFuture.completedStage(Optional.of(Subject.owner(accountId)));
    }

    private static CompletionStage<Optional<Subject>> none() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    CompletionStage<Optional<Subject>> of(RamUser user) {
        return directory.user(user.accountId(), user.id()).thenApply(entry -> entry.map(Subject::of));
    }

    CompletionStage<Optional<Subject>> of(Role role) {
        return directory.role(role.accountId(), role.id()).thenApply(entry -> entry.map(Subject::of));
    }

    /** The trust policy of the role that {@code resource} names, if it is one of the account's. */
    CompletionStage<Optional<AttachedPolicy>> trust(String accountId, String resource) {
        Optional<Arn> role = Arn.parse(resource)
                .filter(arn -> arn.service().equals("ram")
                        && arn.accountId().equals(accountId)
                        && arn.relativeId().startsWith(ROLE));
        if (role.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return directory
                .roleNamed(accountId, role.get().relativeId().substring(ROLE.length()))
                .thenApply(entry -> entry.map(RoleEntry::trustPolicy));
    }

    private static String relativeId(String accountId, String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("ram")
                        && arn.region().isEmpty()
                        && arn.accountId().equals(accountId))
                .map(Arn::relativeId)
                .filter(id -> id.equals("root") || id.startsWith(USER) || id.startsWith(ROLE))
                .orElseThrow(() -> Parameters.invalid(
                        PRINCIPAL_ARN,
                        "must be acs:ram::" + accountId
                                + ":user/<name>, …:role/<name> or …:root, of your own account"));
    }
}
