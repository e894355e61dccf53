package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.identity.Account;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;

/** The name that stands for the account in log-ons. */
final class AccountAliasOperations {
    private AccountAliasOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("SetAccountAlias", Resources.none(), AccountAliasOperations::set),
                Definition.read("GetAccountAlias", Resources.none(), AccountAliasOperations::get),
                Definition.write("ClearAccountAlias", Resources.none(), AccountAliasOperations::clear));
    }

    private static Work set(Invocation call) {
        String alias = call.parameters().require("AccountAlias", Rules.ACCOUNT_ALIAS);
        return transaction ->
                transaction.accounts().setAlias(call.accountId(), alias).thenApply(done -> Answer.empty());
    }

    private static Work get(Invocation call) {
        return transaction -> transaction.accounts().find(call.accountId()).thenApply(account -> new Fields()
                .put("AccountAlias", alias(account))
                .toAnswer());
    }

    private static Work clear(Invocation call) {
        return transaction ->
                transaction.accounts().setAlias(call.accountId(), null).thenApply(done -> Answer.empty());
    }

    private static String alias(Optional<Account> account) {
        return account.flatMap(found -> Optional.ofNullable(found.alias())).orElse("");
    }
}
