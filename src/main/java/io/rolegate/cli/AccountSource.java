package io.rolegate.cli;

import io.rolegate.config.AccountFile;
import io.rolegate.config.YamlSource;
import io.rolegate.identity.transfer.AccountImage;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds an account's policies: in a file that {@code account export} wrote, or in the store. */
final class AccountSource {
    @Option(
            names = "--policies",
            paramLabel = "FILE",
            description = "An account's policies and what they are attached to, as account export writes them.")
    private @Nullable Path file;

    @Option(names = "--account", paramLabel = "ID|ALIAS", description = "Which account, with --store.")
    private @Nullable String account;

    /** Does {@code task} with the account, or with null where none is given; gives the exit code. */
    int use(StoreCommand command, Function<@Nullable AccountImage, Integer> task) {
        String name = account;
        if (command.isGiven("--store") != (name != null) || (file != null && name != null)) {
            throw command.usage("either --policies FILE, or --store JDBC_URL with --account ID|ALIAS");
        }
        if (name == null) {
            return task.apply(
                    file == null
                            ? null
                            : AccountFile.read(YamlSource.file(file), header -> null)
                                    .image());
        }
        return command.use(opened -> AccountExportCommand.find(opened, name)
                .compose(found -> Future.fromCompletionStage(
                        opened.read(transaction -> transaction.images().read(found.id(), false))))
                .map(task));
    }
}
