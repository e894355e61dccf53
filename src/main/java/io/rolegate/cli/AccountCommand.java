package io.rolegate.cli;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.ram.Rules;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate account}: the accounts of enterprises (design, section 10). */
@Command(
        name = "account",
        description = "Makes and moves the accounts of enterprises.",
        subcommands = {AccountCommand.Create.class, AccountExportCommand.class, AccountImportCommand.class},
        mixinStandardHelpOptions = true)
public final class AccountCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand there is nothing to do: usage. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    /** {@code rolegate account create}. */
    @Command(
            name = "create",
            description = "Makes an account and prints its owner's access key and password, this once.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:made",
                "1:the alias is taken",
                "2:usage, or the store can't be opened as configured",
                "3:the store is locked or unreachable"
            },
            mixinStandardHelpOptions = true)
    static final class Create extends StoreCommand {
        @Option(names = "--alias", required = true, paramLabel = "NAME", description = "The account's alias.")
        private String alias = "";

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() {
            String folded = alias.toLowerCase(Locale.ROOT);
            Rules.ACCOUNT_ALIAS.expectedOf(folded).ifPresent(expected -> {
                throw usage("--alias " + expected);
            });
            String password = RandomText.password();
            String hash = PasswordHash.of(password);
            return use(opened -> create(opened, folded, hash).map(owner -> print(owner, password)));
        }

        private static Future<Owner> create(SqlIdentityStore store, String alias, String passwordHash) {
            WriteOrigin origin = WriteOrigin.commandLine(UUID.randomUUID().toString(), "rolegate", "account:Create");
            return Future.fromCompletionStage(store.write(
                    origin, tx -> tx.accounts().create(alias, passwordHash).thenCompose(account -> tx.accessKeys()
                            .create(account.id(), null)
                            .thenApply(key -> new Owner(account, key)))));
        }

        private record Owner(Account account, KeyEntry key) {}

        private int print(Owner owner, String password) {
            JsonObject fields = new JsonObject()
                    .put("accountId", owner.account().id())
                    .put("alias", owner.account().alias())
                    .put("accessKeyId", owner.key().key().id())
                    .put("accessKeySecret", owner.key().secret().reveal())
                    .put("logonName", owner.account().name())
                    .put("password", password);
            PrintWriter out = out();
            if (json) {
                out.println(fields.encode());
            } else {
                fields.forEach(field -> out.println(field.getKey() + ": " + field.getValue()));
            }
            out.flush();
            return Main.DONE;
        }
    }
}
