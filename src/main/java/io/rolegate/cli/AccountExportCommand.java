package io.rolegate.cli;

import io.rolegate.config.AccountFileWriter;
import io.rolegate.config.ConfigException;
import io.rolegate.identity.Account;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.SecretSeal;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rolegate account export}: an account's identities and policies as a file. */
@Command(
        name = "export",
        description = "Writes an account's identities and policies as a YAML file.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written",
            "1:there is no such account",
            "2:usage, or the store can't be opened as configured",
            "3:the store is locked or unreachable"
        },
        mixinStandardHelpOptions = true)
final class AccountExportCommand extends StoreCommand {
    private static final String HEADING = "# An account's identities and policies, for rolegate account import.\n";

    @Option(names = "--account", required = true, paramLabel = "ID|ALIAS", description = "Which account.")
    private String account = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write, for its owner's eyes only (default: standard output).")
    private @Nullable Path output;

    @Option(
            names = "--with-secrets",
            description =
                    "With the secrets of access keys, hashes of passwords and seeds of MFA devices, sealed under what"
                            + " --passphrase-file or --secrets-key-file holds. Leaves an audit record.")
    private boolean withSecrets;

    @Mixin
    private SealOptions sealing = new SealOptions();

    @Override
    public Integer call() {
        if (withSecrets != sealing.given() || sealing.givenTwice()) {
            throw usage("--with-secrets needs either --passphrase-file or --secrets-key-file, and is needed with them");
        }
        SecretSeal seal = withSecrets ? sealing.fresh() : null;
        return use(opened -> find(opened, account)
                .compose(found -> read(opened, found))
                .map(image -> write(HEADING + AccountFileWriter.write(image, seal))));
    }

    /** The account of that id or alias; {@code NOT_EXIST Account} where there is none. */
    static Future<Account> find(SqlIdentityStore store, String idOrAlias) {
        return Future.fromCompletionStage(store.directory().account(idOrAlias))
                .map(found -> found.orElseThrow(() -> new DirectoryException(
                        DirectoryException.Kind.NOT_EXIST, "Account", "The account " + idOrAlias + " does not exist")));
    }

    private Future<AccountImage> read(SqlIdentityStore opened, Account found) {
        if (!withSecrets) {
            return Future.fromCompletionStage(
                    opened.read(transaction -> transaction.images().read(found.id(), false)));
        }
        WriteOrigin origin = WriteOrigin.commandLine(UUID.randomUUID().toString(), found.id(), "account:Export");
        return Future.fromCompletionStage(
                opened.write(origin, transaction -> transaction.images().read(found.id(), true)));
    }

    private int write(String text) {
        if (output == null) {
            PrintWriter out = out();
            out.print(text);
            out.flush();
        } else {
            try {
                PrivateFile.write(output, text);
            } catch (IOException e) {
                throw new ConfigException(output.toString(), "", "cannot be written: " + e.getMessage());
            }
        }
        return Main.DONE;
    }
}
