package io.rolegate.cli;

import io.rolegate.gateway.ServicesFixture;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** {@code serve} as a process of its own, with one account and a service of a test's behind it. */
final class ServedServices implements AutoCloseable {
    private final Programs programs;
    private final Process process;
    private final URI gateway;
    private final URI management;
    private final SigningCredentials owner;

    /**
     * Starts it.
     *
     * @param environment settings and options of the process
     * @param rules further keys of the service's definition; its name is {@code any}
     */
    ServedServices(Path folder, Map<String, String> environment, String rules, URI upstream) throws Exception {
        Path services = Files.createDirectories(folder.resolve("services"));
        ServicesFixture.write(services, "any", rules, upstream);
        Map<String, String> all = new HashMap<>(environment);
        all.put("ROLEGATE_SERVICES", services.toString());
        programs = new Programs(folder, all);
        String store = "jdbc:h2:file:" + folder.resolve("store");
        JsonObject account = programs.createAccount("acme", store);
        owner = new SigningCredentials(account.getString("accessKeyId"), account.getString("accessKeySecret"), null);
        Path ready = folder.resolve("ready.json");
        process = programs.serve(store, ready);
        JsonObject told = programs.awaitReady(ready, process);
        gateway = URI.create(told.getString("gateway"));
        management = URI.create(told.getString("management"));
    }

    Process process() {
        return process;
    }

    /** What the process has printed. */
    String output() throws IOException {
        return Files.readString(programs.output());
    }

    URI management() {
        return management;
    }

    RawConnection connect() throws IOException {
        return new RawConnection(gateway);
    }

    UnsignedRequest.Builder request(Dialect dialect, String method) {
        return ServicesFixture.request(gateway, dialect, method, "/any/1");
    }

    /** A signed head without its last, empty line. */
    String head(UnsignedRequest.Builder request) {
        SignedRequest signed = Signer.sign(
                request.build(), owner, Instant.now(), UUID.randomUUID().toString());
        return RawConnection.head(signed);
    }

    @Override
    public void close() {
        programs.close();
    }
}
