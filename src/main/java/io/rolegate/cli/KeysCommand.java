package io.rolegate.cli;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rolegate keys}: the service's own keys (design, section 5). */
@Command(
        name = "keys",
        description = "Looks after the service's own keys.",
        subcommands = KeysCommand.Rotate.class,
        mixinStandardHelpOptions = true)
public final class KeysCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand there is nothing to do: usage. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    /** {@code rolegate keys rotate}. */
    @Command(
            name = "rotate",
            description = "Makes new keys current for every purpose; what the old ones signed stays valid.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:rotated",
                "2:usage, or the store can't be opened as configured",
                "3:the store is locked or unreachable"
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private StoreOptions store = new StoreOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            return store.use(spec.commandLine().getErr(), opened -> {
                WriteOrigin origin =
                        WriteOrigin.commandLine(UUID.randomUUID().toString(), "rolegate", "service:RotateKeys");
                return Future.fromCompletionStage(opened.keyRing().rotate(origin))
                        .map(rotated -> print(opened.keyRing()));
            });
        }

        private int print(KeyRing keys) {
            PrintWriter out = spec.commandLine().getOut();
            for (KeyPurpose purpose : KeyPurpose.values()) {
                out.println(purpose + ": " + keys.current(purpose).kid());
            }
            out.flush();
            return Main.DONE;
        }
    }
}
