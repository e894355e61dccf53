package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.client.SignedClient;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL, of which one stands still for a while. */
class PausedNodeIT {
    private static final int SECONDS = 60;
    private static final UnsignedRequest LIST_USERS = RamCall.of("ListUsers", Map.of());

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final StoreSettings store = TestDatabases.Kind.POSTGRESQL.fresh();
    private final List<Programs> programs = new ArrayList<>();

    /** A process and a client of its gateway. */
    private record Node(Process process, SignedClient client) {}

    @AfterEach
    void end() throws TimeoutException {
        programs.forEach(Programs::close);
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aNodeThatStoodStillDoesNotServeFromWhatItKnew() throws Exception {
        JsonObject account = programs("first").createAccount("acme", store.jdbcUrl());
        SigningCredentials owner =
                new SigningCredentials(account.getString("accessKeyId"), account.getString("accessKeySecret"), null);
        Node first = node("first");
        Node second = node("second");
        SigningCredentials user = user(first, owner);
        assertThat(status(second, LIST_USERS, user)).isEqualTo(200);

        Programs.signal(second.process(), "STOP");
        ok(
                first,
                RamCall.of("DeleteAccessKey", Map.of("UserName", "amy", "UserAccessKeyId", user.accessKeyId())),
                owner);
        Future<SignedClient.Reply> waiting = second.client().call(LIST_USERS, user);
        Programs.signal(second.process(), "CONT");

        assertThat(waiting.await(SECONDS, TimeUnit.SECONDS).status()).isIn(503, 404);
        Awaitility.await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> status(second, LIST_USERS, owner) == 200);
        assertThat(status(second, LIST_USERS, user)).isEqualTo(404);
    }

    private Programs programs(String name) throws IOException {
        Programs started = new Programs(
                Files.createDirectories(folder.resolve(name)),
                Map.of(
                        "ROLEGATE_STORE_KEY",
                        Objects.requireNonNull(store.keyFromEnvironment()).reveal(),
                        "ROLEGATE_STORE_LEASE_MILLIS",
                        "5000"));
        programs.add(started);
        return started;
    }

    private Node node(String name) throws Exception {
        Path ready = folder.resolve(name).resolve("ready.json");
        Programs program = programs(name);
        Process process = program.serve(store.jdbcUrl(), ready);
        URI gateway = URI.create(program.awaitReady(ready, process).getString("gateway"));
        return new Node(process, new SignedClient(vertx, gateway, null, InstantSource.system()));
    }

    private static SigningCredentials user(Node first, SigningCredentials owner) throws TimeoutException {
        ok(first, RamCall.of("CreateUser", Map.of("UserName", "amy")), owner);
        ok(
                first,
                RamCall.of(
                        "AttachPolicyToUser",
                        Map.of("UserName", "amy", "PolicyType", "System", "PolicyName", "AdministratorAccess")),
                owner);
        JsonObject key = ok(first, RamCall.of("CreateAccessKey", Map.of("UserName", "amy")), owner)
                .getJsonObject("AccessKey");
        return new SigningCredentials(key.getString("AccessKeyId"), key.getString("AccessKeySecret"), null);
    }

    private static JsonObject ok(Node node, UnsignedRequest request, SigningCredentials credentials)
            throws TimeoutException {
        SignedClient.Reply reply = node.client().call(request, credentials).await(SECONDS, TimeUnit.SECONDS);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return new JsonObject(reply.body());
    }

    private static int status(Node node, UnsignedRequest request, SigningCredentials credentials)
            throws TimeoutException {
        return node.client()
                .call(request, credentials)
                .await(SECONDS, TimeUnit.SECONDS)
                .status();
    }
}
