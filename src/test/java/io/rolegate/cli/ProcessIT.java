package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as others start it: ready file, exit codes, signals. */
class ProcessIT {
    private static final int SECONDS = 180;

    @TempDir
    private Path folder;

    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(folder);
    }

    @AfterEach
    void killWhatIsLeft() {
        programs.close();
    }

    @Test
    void demoTellsWhenItIsReadyAndEndsCleanlyOnSigterm() throws Exception {
        Path ready = folder.resolve("ready.json");
        Process demo = programs.start(
                "demo",
                "--port",
                "0",
                "--console-port",
                "0",
                "--management-port",
                "0",
                "--ready-file",
                ready.toString());

        JsonObject told = programs.awaitReady(ready, demo);

        assertThat(told.fieldNames())
                .contains(
                        "gateway",
                        "console",
                        "management",
                        "region",
                        "pid",
                        "enterpriseA",
                        "enterpriseB",
                        "operator",
                        "role",
                        "backends");
        assertThat(told.getJsonObject("enterpriseB").getJsonObject("ramUser").fieldNames())
                .containsExactlyInAnyOrder("name", "logonName", "password", "accessKeyId", "accessKeySecret");
        assertThat(told.getLong("pid")).isEqualTo(demo.pid());
        assertThat(liveMetrics(told, "operator")).isZero();
        assertThat(liveMetrics(told, "enterpriseA")).isEqualTo(Main.REFUSED);
        demo.destroy();
        assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertThat(ready).doesNotExist();
    }

    /** The exit code of a call that only the service's operators may make. */
    private int liveMetrics(JsonObject ready, String account) throws Exception {
        JsonObject owner = ready.getJsonObject(account);
        Map<String, String> environment = Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", owner.getString("accessKeyId"),
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", owner.getString("accessKeySecret"));
        try (Programs caller = new Programs(folder, environment)) {
            return caller.run("call", "--gateway", ready.getString("gateway"), "--action", "GetLiveMetrics");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        String store = "jdbc:h2:file:" + folder.resolve("store");
        assertThat(programs.run("account", "create", "--alias", "acme", "--store", store))
                .isZero();
        Path ready = folder.resolve("ready.json");
        Process serve = programs.serve(store, ready);
        programs.awaitReady(ready, serve);

        assertThat(programs.run("account", "create", "--alias", "other", "--store", store))
                .isEqualTo(Main.STORE);
        serve.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);

        assertThat(programs.run("account", "create", "--alias", "acme", "--store", store))
                .isEqualTo(Main.REFUSED);
    }

    @Test
    void configurationThatCannotBeUsedIsNamedAndNothingListens() throws Exception {
        Path config = Files.writeString(folder.resolve("rolegate.yaml"), "region: here\nlimits:\n  formBites: 1\n");

        Process serve = programs.start("serve", "--config", config.toString());

        assertThat(serve.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(serve.exitValue()).isEqualTo(Main.USAGE);
        assertThat(Files.readString(programs.output())).contains("rolegate.yaml:3", "limits.formBites");
    }
}
