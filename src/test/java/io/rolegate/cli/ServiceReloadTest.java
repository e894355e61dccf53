package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rolegate.config.ServiceSource;
import io.rolegate.gateway.EventLoopBarrier;
import io.rolegate.gateway.ServicesInForce;
import io.rolegate.gateway.service.OperationDefinition;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.metrics.GatewayMeters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service files that change while the gateway runs. */
class ServiceReloadTest {
    private static final int SECONDS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    private ServicesInForce services;
    private ServiceReload reload;

    @BeforeEach
    void start() throws IOException, TimeoutException {
        write("notes.yaml", "notes", "List");
        ServiceSource source = ServiceSource.folder(folder, Map.of())
                .withAddresses(Map.of("notes", List.of(URI.create("http://127.0.0.1:1"))));
        services = new ServicesInForce(List.of(), source.first().complete().definitions(), new EventLoopBarrier());
        reload = new ServiceReload(source, services, new GatewayMeters(registry), Duration.ofMillis(20));
        vertx.deployVerticle(reload).await(SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void changedFileComesIntoForceWithItsReplacedUpstreams() throws IOException {
        write("notes.yaml", "notes", "List2");

        await().until(() -> operations().equals(List.of("notes.List2")));
        assertThat(services.table().proxied().get(0).upstreams()).containsExactly(URI.create("http://127.0.0.1:1"));
        await().until(() -> reloads("in_force") == 1);
    }

    @Test
    void filesComeAndGo() throws IOException {
        write("memos.yaml", "memos", "List");
        await().until(() -> operations().equals(List.of("memos.List", "notes.List")));

        Files.delete(folder.resolve("notes.yaml"));
        await().until(() -> operations().equals(List.of("memos.List")));
    }

    @Test
    void brokenFileLeavesAllServicesAsTheyWereUntilItIsMended() throws IOException {
        write("notes.yaml", "notes", "List2");
        Files.writeString(folder.resolve("broken.yaml"), "name: 1");
        await().until(() -> reload.refused());
        assertThat(operations()).containsExactly("notes.List");
        assertThat(reloads("refused")).isEqualTo(1);

        write("broken.yaml", "memos", "List");
        await().until(() -> operations().equals(List.of("memos.List", "notes.List2")));
        await().until(() -> !reload.refused());
    }

    @Test
    void ambiguousFilesAreRefusedTogether() throws IOException {
        write("other.yaml", "other", "List", "notes");

        await().until(() -> reload.refused());
        assertThat(operations()).containsExactly("notes.List");
    }

    @Test
    void fileWithoutUpstreamIsRefused() throws IOException {
        String text = Files.readString(folder.resolve("notes.yaml"));
        Files.writeString(
                folder.resolve("memos.yaml"), text.replace("notes", "memos").replaceAll("upstreams.*\n", ""));

        await().until(() -> reload.refused());
        assertThat(operations()).containsExactly("notes.List");
    }

    @Test
    void folderThatIsGoneForAWhileChangesNothing() throws IOException {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        await().until(() -> reload.refused());
        assertThat(operations()).containsExactly("notes.List");

        Files.move(away, folder);
        await().until(() -> !reload.refused());
        assertThat(reloads("refused")).isEqualTo(1);
    }

    private List<String> operations() {
        return services.table().proxied().stream()
                .flatMap(ServiceReloadTest::operations)
                .toList();
    }

    private static Stream<String> operations(ServiceDefinition service) {
        return service.operations().stream().map(OperationDefinition::name).map(name -> service.name() + "." + name);
    }

    private double reloads(String result) {
        return registry.get("rolegate.service.reloads")
                .tag("result", result)
                .counter()
                .count();
    }

    private void write(String file, String name, String operation) throws IOException {
        write(file, name, operation, name);
    }

    /** Writes as an editor does that never shows half a file. */
    private void write(String file, String name, String operation, String path) throws IOException {
        Path whole = Files.writeString(
                folder.resolve(file + ".new"),
                """
                name: %s
                version: v1
                dialects: [roa]
                upstreams: [http://127.0.0.1:2]
                operations:
                  - {name: %s, method: GET, path: /%s, action: "n:List", resource: "*"}
                """
                        .formatted(name, operation, path));
        Files.move(whole, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(SECONDS)).pollInterval(Duration.ofMillis(10));
    }
}
