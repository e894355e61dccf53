package io.rolegate.cli;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.Secret;
import io.rolegate.identity.StoreUnavailableException;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.identity.store.StoreConfigurationException;
import io.rolegate.identity.store.StoreSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens the identity store, and how it is opened for the length of one command. */
final class StoreOptions {
    /** The environment variable that may hold the key-encryption key in Base64. */
    private static final String KEY_VARIABLE = "ROLEGATE_STORE_KEY";

    private static final int TIMEOUT_SECONDS = 60;

    @Option(
            names = "--store",
            paramLabel = "JDBC_URL",
            defaultValue = "${env:ROLEGATE_STORE_URL:-jdbc:h2:file:./data/rolegate}",
            description = "The identity store (default: ${DEFAULT-VALUE}).")
    private String jdbcUrl = "";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Holds the store's key-encryption key; an H2 file store has one beside it.")
    private @Nullable Path keyFile;

    /** What a command does with the store. */
    interface Task {
        Future<Integer> run(SqlIdentityStore store);
    }

    /** Where the store is and how it is opened. */
    StoreSettings settings() {
        String key = System.getenv(KEY_VARIABLE);
        return StoreSettings.of(jdbcUrl)
                .withKeyFile(keyFile)
                .withKeyFromEnvironment(key == null || key.isEmpty() ? null : Secret.of(key));
    }

    /** Opens the store, runs the task and closes the store. Gives the exit code; failures are explained on {@code err}. */
    int use(PrintWriter err, Task task) {
        Vertx vertx = Vertx.vertx();
        try {
            return SqlIdentityStore.open(vertx, settings())
                    .compose(store ->
                            Future.succeededFuture(store).compose(task::run).eventually(store::close))
                    .await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (StoreUnavailableException e) {
            err.println(e.getMessage());
            return Main.STORE;
        } catch (StoreConfigurationException e) {
            err.println(e.getMessage());
            return Main.USAGE;
        } catch (DirectoryException | KeyRotationException e) {
            err.println(e.getMessage());
            return Main.REFUSED;
        } catch (TimeoutException e) {
            err.println("The store did not answer within " + TIMEOUT_SECONDS + " seconds");
            return Main.STORE;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
