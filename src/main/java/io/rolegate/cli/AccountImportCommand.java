package io.rolegate.cli;

import io.rolegate.config.AccountFile;
import io.rolegate.config.ConfigException;
import io.rolegate.config.YamlSource;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.AccountImport;
import io.rolegate.identity.transfer.Plan;
import io.rolegate.identity.transfer.SecretSeal;
import io.rolegate.identity.transfer.TransferException;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolegate account import}: makes an account what a file says, all of it or nothing. */
@Command(
        name = "import",
        description = "Makes an account what a file of rolegate account export says, all of it or nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, or there was nothing to do",
            "1:refused; with --dry-run: refused, or there is something to do",
            "2:usage, a file that can't be read or is wrong, or the store can't be opened as configured",
            "3:the store is locked or unreachable"
        },
        mixinStandardHelpOptions = true)
final class AccountImportCommand extends StoreCommand {
    @Parameters(paramLabel = "FILE", description = "What the account shall be.")
    private Path file = Path.of("");

    @Option(
            names = "--account",
            paramLabel = "ID|ALIAS",
            description = "Changes this account (default: the one that the file names). Its alias stays.")
    private @Nullable String account;

    @Option(names = "--create", description = "Makes the account, with the id in the file, if it isn't there.")
    private boolean create;

    @Option(names = "--dry-run", description = "Shows what would change, and writes nothing.")
    private boolean dryRun;

    @Option(
            names = "--prune",
            description = "Removes what the file lacks, in the sections that it has. Without it, that is left alone.")
    private boolean prune;

    @Option(names = "--without-secrets", description = "Leaves the secrets in the file alone.")
    private boolean withoutSecrets;

    @Mixin
    private SealOptions sealing = new SealOptions();

    /** Which account is changed, and whether it has to be made first. */
    private record Target(String accountId, AccountImage wanted, @Nullable NewOwner newOwner) {}

    /**
     * The owner of an account that is made.
     *
     * @param password shown once; null where the file has a hash of one
     */
    private record NewOwner(@Nullable String password, String hash) {}

    @Override
    public Integer call() {
        if (create && account != null) {
            throw usage("--create makes the account that the file names: no --account");
        }
        if (sealing.givenTwice() || (withoutSecrets && sealing.given())) {
            throw usage("give one of --passphrase-file, --secrets-key-file and --without-secrets at most");
        }
        AccountFile read = AccountFile.read(YamlSource.file(file), this::seal);
        return use(opened -> target(opened, read.image())
                .compose(target -> run(opened, target))
                .recover(failure -> refuse(read, failure)));
    }

    private @Nullable SecretSeal seal(SecretSeal.Header header) {
        if (withoutSecrets) {
            return null;
        }
        if (!sealing.given()) {
            throw new ConfigException(
                    file.toString(),
                    "secrets",
                    "the file holds secrets: give --passphrase-file, --secrets-key-file or --without-secrets");
        }
        return sealing.of(header);
    }

    private Future<Target> target(SqlIdentityStore opened, AccountImage image) {
        String named = account;
        if (named != null) {
            return AccountExportCommand.find(opened, named)
                    .map(found -> new Target(
                            found.id(), found.id().equals(image.accountId()) ? image : image.withoutAlias(), null));
        }
        return AccountExportCommand.find(opened, image.accountId())
                .map(found -> new Target(found.id(), image, null))
                .recover(failure -> create && failure instanceof DirectoryException
                        ? Future.succeededFuture(new Target(image.accountId(), image, newOwner(image)))
                        : Future.failedFuture(failure));
    }

    private static NewOwner newOwner(AccountImage image) {
        String hash = image.owner().passwordHash();
        if (hash != null) {
            return new NewOwner(null, hash);
        }
        String password = RandomText.password();
        return new NewOwner(password, PasswordHash.of(password));
    }

    private Future<Integer> run(SqlIdentityStore opened, Target target) {
        if (target.newOwner() != null) {
            return write(opened, target);
        }
        return Future.fromCompletionStage(opened.read(
                        transaction -> AccountImport.plan(transaction, target.accountId(), target.wanted(), prune)))
                .compose(plan -> plan.isEmpty()
                        ? Future.succeededFuture(report(target, plan, Main.DONE))
                        : write(opened, target));
    }

    private Future<Integer> write(SqlIdentityStore opened, Target target) {
        WriteOrigin origin =
                WriteOrigin.commandLine(UUID.randomUUID().toString(), target.accountId(), "account:Import");
        return Future.fromCompletionStage(opened.write(origin, transaction -> make(transaction, target)
                        .thenCompose(made -> dryRun
                                ? AccountImport.rehearse(transaction, target.accountId(), target.wanted(), prune)
                                : AccountImport.apply(transaction, target.accountId(), target.wanted(), prune))))
                .map(plan -> report(target, plan, Main.DONE))
                .recover(failure -> failure instanceof AccountImport.Rehearsed rehearsed
                        ? Future.succeededFuture(report(target, rehearsed.plan(), Main.REFUSED))
                        : Future.failedFuture(failure));
    }

    private static CompletionStage<?> make(IdentityTransaction transaction, Target target) {
        NewOwner owner = target.newOwner();
        return owner == null
                ? CompletableFuture.completedStage(target)
                : transaction
                        .accounts()
                        .restore(target.accountId(), target.wanted().alias(), owner.hash());
    }

    private int report(Target target, Plan plan, int exitCode) {
        PrintWriter out = out();
        NewOwner owner = target.newOwner();
        PlanText.print(out, owner == null ? plan : plan.afterAdding("account " + target.accountId()), !dryRun);
        if (owner != null && owner.password() != null && !dryRun) {
            String alias = target.wanted().alias();
            out.println("logonName: " + (alias == null ? target.accountId() : alias));
            out.println("password: " + owner.password());
            out.flush();
        }
        return exitCode;
    }

    /** Says what is wrong where the file asks for what the account can't be; fails on with anything else. */
    private Future<Integer> refuse(AccountFile read, Throwable failure) {
        if (!(failure instanceof TransferException refused)) {
            return Future.failedFuture(failure);
        }
        List<String> path = refused.path();
        err().println(read.problem(path, String.valueOf(refused.getMessage())).getMessage());
        err().flush();
        return Future.succeededFuture(Main.REFUSED);
    }
}
