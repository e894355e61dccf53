package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.identity.store.StoreSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccountCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theOwnerCanUseWhatIsPrinted() throws Exception {
        assertThat(create("--alias", "enterprise-a", "--json")).isEqualTo(0);

        JsonObject printed = new JsonObject(out.toString());
        assertThat(printed.fieldNames())
                .containsExactly("accountId", "alias", "accessKeyId", "accessKeySecret", "logonName", "password");
        assertThat(printed.getString("logonName")).isEqualTo("enterprise-a");
        Vertx vertx = Vertx.vertx();
        SqlIdentityStore store =
                SqlIdentityStore.open(vertx, StoreSettings.of(url())).await(20, TimeUnit.SECONDS);
        var key = store.directory()
                .accessKey(printed.getString("accessKeyId"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(key.orElseThrow().secret().reveal()).isEqualTo(printed.getString("accessKeySecret"));
        assertThat(key.orElseThrow().key().userId()).isNull();
        String hash = Future.fromCompletionStage(
                        store.read(tx -> tx.accounts().ownerPasswordHash(printed.getString("accountId"))))
                .await(20, TimeUnit.SECONDS)
                .orElseThrow();
        assertThat(PasswordHash.verify(printed.getString("password"), hash)).isTrue();
        close(vertx, store);
    }

    @Test
    void aTakenAliasIsRefused() {
        assertThat(create("--alias", "enterprise-a")).isEqualTo(0);
        assertThat(out.toString()).contains("accessKeySecret: ");

        assertThat(create("--alias", "Enterprise-A")).isEqualTo(1);
        assertThat(err.toString()).contains("enterprise-a exists already");
    }

    @Test
    void aBadAliasOrStoreIsAUsageError() {
        assertThat(create("--alias", "a b")).isEqualTo(2);
        assertThat(create("--alias", "1234567890123456")).isEqualTo(2);
        assertThat(run("create", "--alias", "abc", "--store", "h2")).isEqualTo(2);
        assertThat(run("create", "--alias", "abc", "--store", "jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--key-file");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void aLockedStoreIsNamedWithItsHolder() throws Exception {
        Vertx vertx = Vertx.vertx();
        SqlIdentityStore store =
                SqlIdentityStore.open(vertx, StoreSettings.of(url())).await(20, TimeUnit.SECONDS);

        assertThat(create("--alias", "enterprise-a")).isEqualTo(3);
        assertThat(err.toString())
                .contains("locked by process " + ProcessHandle.current().pid());
        close(vertx, store);
        assertThat(create("--alias", "enterprise-a")).isEqualTo(0);
    }

    @Test
    void anUnreachableDatabaseIsToldFromABadOption() throws Exception {
        Path key = directory.resolve("key");
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));

        int code = run(
                "create",
                "--alias",
                "abc",
                "--store",
                "jdbc:postgresql://127.0.0.1:1/none?user=u&password=secret",
                "--key-file",
                key.toString());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("can't be reached").doesNotContain("secret");
    }

    @Test
    void keysAreRotated() {
        CommandLine keys =
                new CommandLine(new KeysCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        assertThat(keys.execute("rotate", "--store", url())).isEqualTo(0);
        String first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(keys.execute("rotate", "--store", url())).isEqualTo(0);
        assertThat(out.toString()).contains("TokenSigning: ").isNotEqualTo(first);
    }

    private static void close(Vertx vertx, SqlIdentityStore store) throws Exception {
        store.close().await(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("rolegate");
    }

    private int create(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "create";
        all[1] = "--store";
        all[2] = url();
        System.arraycopy(options, 0, all, 3, options.length);
        return run(all);
    }

    private int run(String... arguments) {
        return new CommandLine(new AccountCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
