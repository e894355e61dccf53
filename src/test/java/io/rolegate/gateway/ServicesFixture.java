package io.rolegate.gateway;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.Signer;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A gateway on one event loop with services of a test's behind it, each at {@code /<its name>/<item>}. */
public final class ServicesFixture implements AutoCloseable {
    private static final String DEFINITION =
            """
            name: %1$s
            version: "2030-01-01"
            dialects: [acs3, roa, mns]
            upstreams: [%2$s]
            %3$s
            operations:
              - {name: Put, method: PUT, path: "/%1$s/{item}", action: "%1$s:Put", resource: "acs:%1$s:{region}:{account}:{item}"}
              - {name: Post, method: POST, path: "/%1$s/{item}", action: "%1$s:Post", resource: "acs:%1$s:{region}:{account}:{item}"}
              - {name: Get, method: GET, path: "/%1$s/{item}", action: "%1$s:Get", resource: "acs:%1$s:{region}:{account}:{item}"}
              - {name: Head, method: HEAD, path: "/%1$s/{item}", action: "%1$s:Get", resource: "acs:%1$s:{region}:{account}:{item}"}
              - {name: Delete, method: DELETE, path: "/%1$s/{item}", action: "%1$s:Delete", resource: "acs:%1$s:{region}:{account}:{item}"}
            """;

    private final Path folder;
    private final RunningGateway gateway;

    private ServicesFixture(Path folder, RunningGateway gateway) {
        this.folder = folder;
        this.gateway = gateway;
    }

    public static Builder with() throws IOException {
        return new Builder();
    }

    /** What stands behind the gateway, and its settings. */
    public static final class Builder {
        private final Path folder = Files.createTempDirectory("rolegate-services");
        private final Map<String, String> settings =
                new HashMap<>(Map.of("api.instances", "1", "services", folder.toString()));

        private Builder() throws IOException {}

        public Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** Adds a service with the given further keys of its definition. */
        public Builder service(String name, String rules, URI... upstreams) throws IOException {
            write(folder, name, rules, upstreams);
            return this;
        }

        public ServicesFixture start() throws IOException, TimeoutException {
            return new ServicesFixture(folder, RunningGateway.start(settings));
        }
    }

    /** Writes the definition of such a service into a folder. */
    public static void write(Path folder, String name, String rules, URI... upstreams) throws IOException {
        String addresses =
                String.join(", ", Arrays.stream(upstreams).map(URI::toString).toList());
        Files.writeString(folder.resolve(name + ".yaml"), DEFINITION.formatted(name, addresses, rules));
    }

    /** Adds a service, or changes it, while the gateway runs; returns once it is in force. */
    public void define(String name, String rules, URI... upstreams) throws IOException {
        reloaded(() -> write(folder, name, rules, upstreams));
    }

    /** Takes a service away while the gateway runs; returns once it is gone. */
    public void remove(String name) throws IOException {
        reloaded(() -> Files.delete(folder.resolve(name + ".yaml")));
    }

    private interface Change {
        void make() throws IOException;
    }

    private void reloaded(Change change) throws IOException {
        String before = reloads();
        change.make();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !reloads().equals(before));
    }

    private String reloads() throws IOException {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("rolegate_service_reloads_total{result=\"in_force\"}"))
                .findFirst()
                .orElse("");
    }

    public RunningGateway gateway() {
        return gateway;
    }

    public RawConnection connect() throws IOException {
        return new RawConnection(gateway.gateway());
    }

    public UnsignedRequest.Builder request(String method, String path) {
        return request(Dialect.ACS3, method, path);
    }

    public UnsignedRequest.Builder request(Dialect dialect, String method, String path) {
        return request(gateway.gateway(), dialect, method, path);
    }

    /** A request to such a service of that gateway. */
    public static UnsignedRequest.Builder request(URI gateway, Dialect dialect, String method, String path) {
        return UnsignedRequest.builder(dialect, method, path)
                .version("2030-01-01")
                .header("host", gateway.getAuthority());
    }

    public SignedRequest sign(UnsignedRequest.Builder request) {
        return Signer.sign(
                request.build(),
                gateway.enterpriseA().credentials(),
                Instant.now(),
                UUID.randomUUID().toString());
    }

    /** Sends a request without a body on a connection of its own and reads the whole answer. */
    public RawConnection.Reply call(String method, String path) throws IOException {
        try (RawConnection connection = connect()) {
            return connection.send(head(method, path) + "\r\n").receive(method);
        }
    }

    /** A signed head without its last, empty line. */
    public String head(String method, String path) {
        return RawConnection.head(sign(request(method, path)));
    }

    /** What {@code /metrics} shows now. */
    public String metrics() throws IOException {
        return gateway.metrics();
    }

    /** The audit record of a request, which is written soon after it has ended. */
    public JsonObject audit(RawConnection.Reply reply) {
        String requestId = Objects.requireNonNull(reply.headers().get("x-acs-request-id"));
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> find(requestId), line -> !line.isEmpty());
    }

    private JsonObject find(String requestId) throws IOException {
        try (Stream<String> lines = Files.lines(gateway.auditFile())) {
            return lines.filter(line -> line.contains(requestId))
                    .map(JsonObject::new)
                    .findFirst()
                    .orElseGet(JsonObject::new);
        }
    }

    /** The last audit record of an operation. */
    public JsonObject lastAudit(String service, String operation, int count) {
        List<JsonObject> found = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> all(service, operation), lines -> lines.size() >= count);
        return found.get(found.size() - 1);
    }

    private List<JsonObject> all(String service, String operation) throws IOException {
        try (Stream<String> lines = Files.lines(gateway.auditFile())) {
            return lines.map(JsonObject::new)
                    .filter(line -> service.equals(line.getString("serviceName"))
                            && operation.equals(line.getString("eventName")))
                    .toList();
        }
    }

    @Override
    public void close() throws TimeoutException {
        gateway.close();
    }
}
