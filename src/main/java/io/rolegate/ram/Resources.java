package io.rolegate.ram;

import io.rolegate.api.Invocation;
import io.rolegate.api.TextRule;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The resources that a call touches, as ARNs with an empty region (ram.md §4). Existing entities stand with their names as
 * stored, never as typed, so that a Deny can't be dodged by another case; what doesn't exist stands as typed.
 */
final class Resources {
    private final List<Lookup> lookups;
    private final Function<Invocation, Stream<String>> fixed;

    private Resources(List<Lookup> lookups, Function<Invocation, Stream<String>> fixed) {
        this.lookups = lookups;
        this.fixed = fixed;
    }

    /** All of a kind, for creations and lists: {@code acs:ram::<account>:user/*}. */
    static Resources all(String kind) {
        return named(call -> "acs:ram::" + call.accountId() + ":" + kind + "/*");
    }

    /** No resource of its own, hence what only a pattern that is {@code *} covers (ram.md §1.2). */
    static Resources none() {
        return named(call -> "*");
    }

    /** One resource, whose ARN follows from the call alone. */
    static Resources named(Function<Invocation, String> arn) {
        return new Resources(List.of(), call -> Stream.of(arn.apply(call)));
    }

    static Resources user() {
        return of((transaction, call) -> {
            String name = call.parameters().require("UserName", Rules.USER_NAME);
            return transaction.users().find(call.accountId(), name).thenApply(found -> found.map(RamUser::arn)
                    .orElseGet(() -> RamUser.arn(call.accountId(), name)));
        });
    }

    static Resources group() {
        return of((transaction, call) -> {
            String name = call.parameters().require("GroupName", Rules.GROUP_NAME);
            return transaction.groups().find(call.accountId(), name).thenApply(found -> found.map(RamGroup::arn)
                    .orElseGet(() -> RamGroup.arn(call.accountId(), name)));
        });
    }

    static Resources role() {
        return of((transaction, call) -> {
            String name = call.parameters().require("RoleName", Rules.ROLE_NAME);
            return transaction.roles().find(call.accountId(), name).thenApply(found -> found.map(Role::arn)
                    .orElseGet(() -> Role.arn(call.accountId(), name)));
        });
    }

    static Resources oidcProvider() {
        return of((transaction, call) -> {
            String name = call.parameters().require("OIDCProviderName", OidcRules.PROVIDER_NAME);
            return transaction.oidcProviders().find(call.accountId(), name).thenApply(found -> found.map(
                            OidcProvider::arn)
                    .orElseGet(() -> OidcProvider.arn(call.accountId(), name)));
        });
    }

    /** The policy that PolicyType and PolicyName name. */
    static Resources policy() {
        return of((transaction, call) -> policy(transaction, call, Rules.policyType(call.parameters())));
    }

    /** The custom policy that PolicyName names. */
    static Resources customPolicy() {
        return of((transaction, call) -> policy(transaction, call, PolicyType.CUSTOM));
    }

    static Resources of(Lookup lookup) {
        return new Resources(List.of(lookup), call -> Stream.of());
    }

    /** These and those. */
    Resources and(Resources others) {
        List<Lookup> both = new ArrayList<>(lookups);
        both.addAll(others.lookups);
        return new Resources(both, call -> Stream.concat(fixed.apply(call), others.fixed.apply(call)));
    }

    /**
     * These and, where the call renames, what the entity is renamed to: else who may write some names only could move an
     * entity to a name that others trust.
     */
    Resources andNewName(String parameter, TextRule rule, String kind) {
        Function<Invocation, Stream<String>> newName = call -> {
            Optional<String> name = call.parameters().text(parameter, rule);
            return name.map(text -> "acs:ram::" + call.accountId() + ":" + kind + "/" + text).stream();
        };
        return and(new Resources(List.of(), newName));
    }

    /** The ARNs, read in a transaction of their own where the store must be asked. */
    CompletionStage<List<String>> resolve(IdentityStore store, Invocation call) {
        return lookups.isEmpty()
                ? CompletableFuture.completedStage(distinct(List.of(), call))
                : store.read(transaction -> resolve(transaction, call));
    }

    /** The ARNs as they are in a transaction. */
    CompletionStage<List<String>> resolve(IdentityTransaction transaction, Invocation call) {
        CompletionStage<List<String>> found = CompletableFuture.completedStage(List.of());
        for (Lookup lookup : lookups) {
            found = found.thenCompose(before -> lookup.arn(transaction, call)
                    .thenApply(arn ->
                            Stream.concat(before.stream(), Stream.of(arn)).toList()));
        }
        return found.thenApply(arns -> distinct(arns, call));
    }

    private List<String> distinct(List<String> found, Invocation call) {
        return Stream.concat(found.stream(), fixed.apply(call)).distinct().toList();
    }

    private static CompletionStage<String> policy(IdentityTransaction transaction, Invocation call, PolicyType type) {
        String name = call.parameters().require("PolicyName", Rules.POLICY_NAME);
        String owner = type == PolicyType.SYSTEM ? ManagedPolicy.SYSTEM_ACCOUNT : call.accountId();
        return transaction
                .policies()
                .find(call.accountId(), type, name)
                .thenApply(found ->
                        ManagedPolicy.arn(owner, found.map(ManagedPolicy::name).orElse(name)));
    }

    /** Finds one resource. */
    @FunctionalInterface
    interface Lookup {
        CompletionStage<String> arn(IdentityTransaction transaction, Invocation call);
    }
}
