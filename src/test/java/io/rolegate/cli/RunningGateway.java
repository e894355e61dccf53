package io.rolegate.cli;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.audit.AuditSchema;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.cluster.ContainerServiceVerticle;
import io.rolegate.backend.message.MessageServiceVerticle;
import io.rolegate.client.SignedClient;
import io.rolegate.config.RolegateSettings;
import io.rolegate.config.SettingsReader;
import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.PasswordHash;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.sts.logon.Logons;
import io.rolegate.wire.RawConnection;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real gateway on free ports, with mocked backends and two enterprises, for tests. */
public final class RunningGateway implements AutoCloseable {
    private static final AuditSchema AUDIT_SCHEMA = new AuditSchema();
    private static final int START_SECONDS = 60;

    private final Rolegate rolegate;
    private final Map<String, List<URI>> upstreams;
    private final SettableClock clock;
    private final Path folder;
    private final Owner enterpriseA;
    private final Owner enterpriseB;

    /** An account with its owner's key. */
    public record Owner(Account account, KeyEntry key) {
        public SigningCredentials credentials() {
            return new SigningCredentials(key.key().id(), key.secret().reveal(), null);
        }
    }

    /** The gateway itself, and the addresses behind it by service. */
    private record Node(Rolegate rolegate, Map<String, List<URI>> upstreams) {}

    private RunningGateway(Node node, SettableClock clock, Path folder, Owner enterpriseA, Owner enterpriseB) {
        this.rolegate = node.rolegate();
        this.upstreams = node.upstreams();
        this.clock = clock;
        this.folder = folder;
        this.enterpriseA = enterpriseA;
        this.enterpriseB = enterpriseB;
    }

    /** Starts it with the given settings besides those that tests need. */
    public static RunningGateway start(Map<String, String> settings) throws IOException, TimeoutException {
        return start(settings, Map.of());
    }

    /** Starts it with services' upstreams replaced; the mocks stand behind the others. */
    public static RunningGateway start(Map<String, String> settings, Map<String, List<URI>> upstreams)
            throws IOException, TimeoutException {
        Path folder = Files.createTempDirectory("rolegate-test");
        SettableClock clock = new SettableClock();
        Node node = start(settings, upstreams, clock, folder);
        return new RunningGateway(
                node, clock, folder, owner(node.rolegate(), "enterprise-a"), owner(node.rolegate(), "enterprise-b"));
    }

    /** Starts another node on a store that one has set up already; settings name that store. */
    public static RunningGateway join(RunningGateway first, Map<String, String> settings)
            throws IOException, TimeoutException {
        Path folder = Files.createTempDirectory("rolegate-test");
        Node node = start(settings, Map.of(), first.clock, folder);
        return new RunningGateway(node, first.clock, folder, first.enterpriseA, first.enterpriseB);
    }

    private static Node start(
            Map<String, String> settings, Map<String, List<URI>> upstreams, SettableClock clock, Path folder)
            throws TimeoutException {
        Map<String, String> options = new HashMap<>(Map.of(
                "api.port", "0",
                "console.port", "0",
                "management.port", "0",
                "store.url", "jdbc:h2:mem:" + UUID.randomUUID(),
                "audit.file", folder.resolve("audit.jsonl").toString(),
                "limits.authenticationFailuresPerMinute", "0",
                "drain.limitSeconds", "5"));
        options.putAll(Map.of(
                "limits.eventLoopDelayMillis", "0",
                "limits.principalRequestsPerSecond", "0",
                "limits.accountRequestsPerSecond", "0",
                "limits.stsRequestsPerSecond", "0",
                "limits.administrationRequestsPerSecond", "0"));
        options.putAll(settings);
        RolegateSettings read = SettingsReader.read(null, Map.of(), options, Map.of(), upstreams);
        Map<String, List<URI>> inUse = new ConcurrentHashMap<>();
        Rolegate rolegate = Rolegate.start(
                        read, clock, store -> Future.succeededFuture(read.operators()), started -> backends(
                                        started, upstreams)
                                .onSuccess(inUse::putAll))
                .await(START_SECONDS, TimeUnit.SECONDS);
        return new Node(rolegate, inUse);
    }

    private static Future<Map<String, List<URI>>> backends(Rolegate.Started started, Map<String, List<URI>> replaced) {
        BackendSettings settings = BackendSettings.loopback(started.jwks());
        MessageServiceVerticle messages = new MessageServiceVerticle(settings);
        ContainerServiceVerticle clusters = new ContainerServiceVerticle(settings);
        return Future.all(
                        started.vertx().deployVerticle(messages),
                        started.vertx().deployVerticle(clusters))
                .map(deployed -> {
                    Map<String, List<URI>> addresses = new HashMap<>(Map.of(
                            MessageServiceVerticle.AUDIENCE, List.of(URI.create(messages.url())),
                            ContainerServiceVerticle.AUDIENCE, List.of(URI.create(clusters.url()))));
                    addresses.putAll(replaced);
                    return addresses;
                });
    }

    private static Owner owner(Rolegate rolegate, String alias) throws TimeoutException {
        Enterprise enterprise = Enterprise.prepare(rolegate.store(), alias).await(START_SECONDS, TimeUnit.SECONDS);
        return new Owner(enterprise.account(), enterprise.ownerKey());
    }

    /** Every operation that is built in. */
    public List<OperationCatalogue> builtIn() {
        return rolegate.builtIn();
    }

    public Owner enterpriseA() {
        return enterpriseA;
    }

    public Owner enterpriseB() {
        return enterpriseB;
    }

    /** Sets the password that an account's owner logs on with. */
    public void setOwnerPassword(Owner owner, String password) throws TimeoutException {
        WriteOrigin origin =
                WriteOrigin.commandLine("request-0", owner.account().id(), "test:SetOwnerPassword");
        Future.fromCompletionStage(rolegate.store().write(origin, transaction -> transaction
                        .accounts()
                        .setOwnerPasswordHash(owner.account().id(), PasswordHash.of(password))))
                .await(START_SECONDS, TimeUnit.SECONDS);
    }

    /** Makes a new key for identity assertions. */
    public void rotateAssertionKey() throws TimeoutException {
        WriteOrigin origin =
                WriteOrigin.commandLine("request-0", enterpriseA.account().id(), "test:RotateKeys");
        Future.fromCompletionStage(rolegate.store().keyRing().rotate(origin, EnumSet.of(KeyPurpose.IDENTITY_ASSERTION)))
                .await(START_SECONDS, TimeUnit.SECONDS);
    }

    /** Enterprise B's user, whom the demonstration makes. */
    public record PartnerUser(String logonName, String password) {}

    /** Walks the demonstration's journey: A's resources and role, B's user, the delegation in force. */
    public PartnerUser demonstrate() throws Exception {
        Journey.PartnerUser user = new Journey(
                        rolegate.client(),
                        new Enterprise(enterpriseA.account(), enterpriseA.key(), ""),
                        new Enterprise(enterpriseB.account(), enterpriseB.key(), ""),
                        new PrintWriter(Writer.nullWriter()))
                .walk();
        return new PartnerUser(user.logonName(), user.password());
    }

    /** A client that signs by the gateway's clock. */
    public SignedClient client() {
        return rolegate.client();
    }

    /** Where people log on. */
    public Logons logons() {
        return rolegate.logons();
    }

    public SettableClock clock() {
        return clock;
    }

    public URI gateway() {
        return URI.create(rolegate.gatewayUrl());
    }

    /** The address behind the gateway at which a service answers. */
    public URI upstream(String service) {
        return upstreams.getOrDefault(service, List.of()).get(0);
    }

    public URI console() {
        return URI.create(rolegate.consoleUrl());
    }

    public URI management() {
        return URI.create(rolegate.managementUrl());
    }

    /** What it tells Prometheus. */
    public String metrics() throws IOException {
        try (RawConnection connection = new RawConnection(management())) {
            return connection
                    .send("GET /metrics HTTP/1.1\r\nhost: management\r\n\r\n")
                    .receive()
                    .body();
        }
    }

    /** Whatever a test has it write, it must be in order when the gateway is closed. */
    public Path auditFile() {
        return folder.resolve("audit.jsonl");
    }

    @Override
    public void close() throws TimeoutException {
        rolegate.close().await(START_SECONDS, TimeUnit.SECONDS);
        AUDIT_SCHEMA.demand(auditFile());
    }
}
