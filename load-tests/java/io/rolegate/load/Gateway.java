package io.rolegate.load;

import io.rolegate.client.SignedClient;
import io.rolegate.client.SignedClient.Reply;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway under load, with who calls it: a {@code demo} of our own, or, where the system property {@code readyFile} names a
 * demo's ready file, that one; {@code gateway} replaces the address in it.
 */
final class Gateway {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int WARMING_AT_ONCE = 16;

    private final Vertx vertx = Vertx.vertx();
    private final @Nullable Process process;
    private final JsonObject ready;
    private final SignedClient client;

    private Gateway(@Nullable Process process, JsonObject ready) {
        this.process = process;
        this.ready = ready;
        this.client = new SignedClient(vertx, URI.create(address()), null, Clock.systemUTC());
    }

    /** Finds it or starts it. */
    static Gateway find() {
        try {
            String file = System.getProperty("readyFile");
            return file == null ? start() : new Gateway(null, new JsonObject(Files.readString(Path.of(file))));
        } catch (IOException e) {
            throw new IllegalStateException("no gateway to load", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Gateway start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("load-test");
        Path ready = folder.resolve("ready.json");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.rolegate.cli.Main",
                        "demo",
                        "--port",
                        "0",
                        "--console-port",
                        "0",
                        "--management-port",
                        "0",
                        "--ready-file",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile());
        builder.environment().put("ROLEGATE_AUDIT_FILE", folder.resolve("audit.jsonl").toString());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("demo did not start: " + Files.readString(folder.resolve("demo.log")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return new Gateway(process, new JsonObject(Files.readString(ready)));
    }

    String address() {
        return System.getProperty("gateway", ready.getString("gateway"));
    }

    /** The user of the partner, who may assume the role. */
    SigningCredentials user() {
        return credentials(ready.getJsonObject("enterpriseB").getJsonObject("ramUser"));
    }

    /** The owner of the role. */
    SigningCredentials roleOwner() {
        return credentials(ready.getJsonObject("enterpriseA"));
    }

    String roleArn() {
        return ready.getJsonObject("role").getString("arn");
    }

    String roleName() {
        return ready.getJsonObject("role").getString("name");
    }

    private static SigningCredentials credentials(JsonObject key) {
        return new SigningCredentials(key.getString("accessKeyId"), key.getString("accessKeySecret"), null);
    }

    /** Calls it outside of what is measured. */
    Future<Reply> call(UnsignedRequest request, SigningCredentials caller) {
        return client.call(request, caller);
    }

    /** A session, outside of what is measured. */
    private SigningCredentials session() {
        return Calls.session(
                call(Calls.assumeRole(roleArn(), "warm-up"), user()).await().body());
    }

    /** Lets it serve for a while, so that what is measured is not the start of a JVM. */
    void warmUp(Duration duration) {
        SigningCredentials session = session();
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            List<Future<Reply>> some = IntStream.range(0, WARMING_AT_ONCE)
                    .mapToObj(index -> call(Calls.clusters(index % 2 == 0 ? Dialect.ACS3 : Dialect.ROA), session))
                    .toList();
            Future.all(some).await();
        }
    }

    void close() {
        vertx.close().await();
        if (process != null) {
            process.destroy();
        }
    }
}
