package io.rolegate.config;

import io.rolegate.api.Operators;
import io.rolegate.audit.AuditSettings;
import io.rolegate.audit.OnOverflow;
import io.rolegate.console.ConsoleSettings;
import io.rolegate.gateway.GatewaySettings;
import io.rolegate.gateway.ManagementVerticle;
import io.rolegate.gateway.UnsignedBodies;
import io.rolegate.gateway.limit.CallRates;
import io.rolegate.gateway.limit.CallerLimits;
import io.rolegate.gateway.upstream.UpstreamSettings;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.Secret;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.replay.RedisSettings;
import io.rolegate.replay.ReplaySettings;
import io.rolegate.signature.Dialect;
import io.rolegate.sts.StsSettings;
import io.rolegate.sts.oidc.OidcSettings;
import io.rolegate.tracing.TracingSettings;
import io.rolegate.wire.DrainSettings;
import io.rolegate.wire.WireLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads all settings; every failure is a {@link ConfigException} that names the source and the key. */
public final class SettingsReader {
    private static final Path DEFAULT_FILE = Path.of("config", "rolegate.yaml");
    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_RATE = 1_000_000_000;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_QUOTA = 1_000_000;

    private final SettingSources sources;
    private final WireReader wire;
    private final @Nullable Path folder;

    private SettingsReader(SettingSources sources, @Nullable Path folder) {
        this.sources = sources;
        this.wire = new WireReader(sources);
        this.folder = folder;
    }

    /**
     * Reads the settings.
     *
     * @param file the YAML file; null for {@code config/rolegate.yaml}, or what the program carries where there is none
     * @param options values of command-line options, by dotted key
     * @param presets what a command sets unless options or environment say otherwise, by dotted key
     * @param upstreams replacements of services' upstreams, by service
     */
    public static RolegateSettings read(
            @Nullable Path file,
            Map<String, String> environment,
            Map<String, String> options,
            Map<String, String> presets,
            Map<String, List<URI>> upstreams) {
        Path used = file == null && Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : file;
        YamlSource yaml = used == null ? YamlSource.resource("config/rolegate.yaml") : YamlSource.file(used);
        SettingSources sources = new SettingSources(yaml.read(), environment, options, presets);
        Path folder = used == null ? null : used.toAbsolutePath().getParent();
        return new SettingsReader(sources, folder).read(upstreams);
    }

    /** Every key that there is. */
    static Set<String> keys() {
        YamlSource bundled = YamlSource.resource("config/rolegate.yaml");
        SettingSources sources = new SettingSources(bundled.read(), Map.of(), Map.of(), Map.of());
        new SettingsReader(sources, null).read(Map.of());
        return sources.known();
    }

    private RolegateSettings read(Map<String, List<URI>> upstreams) {
        GatewaySettings gateway = gateway();
        ConsoleSettings console = console();
        ManagementVerticle.Settings management = management();
        WireLimits limits = wire.limits();
        DrainSettings drain = wire.drain();
        StoreSettings store = store();
        ReplaySettings replay = replay();
        RedisSettings redis = redis();
        StsSettings sts = sts();
        Operators operators = new Operators(list("operators"));
        OidcSettings oidc = oidc();
        AuditSettings audit = audit();
        TracingSettings tracing = tracing();
        Supplier<ServiceSource> services = services(upstreams);
        Duration reload = Duration.ofMillis(sources.number("reloadMillis", 2000, 0, 86_400_000));
        sources.rejectUnknown();
        return new RolegateSettings(
                gateway,
                console,
                management,
                limits,
                drain,
                store,
                replay,
                redis,
                sts,
                operators,
                oidc,
                audit,
                tracing,
                services.get(),
                reload);
    }

    private GatewaySettings gateway() {
        return new GatewaySettings(
                wire.listener("api", 8080),
                hostNames(),
                sources.integer("api.instances", 0, 0, 1024),
                sources.text("region", "cn-hangzhou"),
                windows(),
                sources.choice(
                        "dialects.unsignedBody",
                        UnsignedBodies.LOOPBACK_OR_TLS,
                        Map.of(
                                "loopback-or-tls", UnsignedBodies.LOOPBACK_OR_TLS,
                                "always", UnsignedBodies.ALWAYS,
                                "never", UnsignedBodies.NEVER)),
                sources.number("decisionCache.maxMebibytes", 64, 1, 65_536) * MEBIBYTE,
                limits(),
                callerLimits(),
                Map.of("sts", perAccount("limits.stsRequestsPerSecond")),
                perAccount("limits.administrationRequestsPerSecond"),
                loadLimits(),
                upstreams());
    }

    private Map<Dialect, Duration> windows() {
        Map<Dialect, Duration> windows = new EnumMap<>(Dialect.class);
        for (Dialect dialect : Dialect.values()) {
            String key = "dialects." + dialect.name().toLowerCase(Locale.ROOT) + ".windowSeconds";
            windows.put(dialect, sources.seconds(key, Duration.ofMinutes(15), Duration.ofDays(1)));
        }
        return windows;
    }

    /** Nonces are kept for the longest window in which they could be sent again; the message service's callers have none. */
    private Duration nonceWindow() {
        return windows().entrySet().stream()
                .filter(window -> window.getKey() != Dialect.MNS)
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Set<String> hostNames() {
        return list("api.hostNames").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands between commas. */
    private Set<String> list(String key) {
        return Stream.of(sources.text(key, "").split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private GatewaySettings.Limits limits() {
        return new GatewaySettings.Limits(
                sources.integer("limits.formBytes", 256 * 1024, 1024, 64 * MEBIBYTE),
                sources.integer("limits.authenticationFailuresPerMinute", 20, 0, Integer.MAX_VALUE),
                sources.integer("limits.unsignedPerMinutePerAddress", 60, 0, Integer.MAX_VALUE),
                sources.integer("limits.unsignedPerMinute", 1200, 0, Integer.MAX_VALUE));
    }

    private CallerLimits callerLimits() {
        return new CallerLimits(
                sources.integer("limits.principalRequestsPerSecond", 1000, 0, MAX_RATE),
                sources.integer("limits.accountRequestsPerSecond", 5000, 0, MAX_RATE),
                sources.integer("limits.burstSeconds", 2, 1, 3600),
                sources.integer("limits.principalConcurrentRequests", 1000, 0, Integer.MAX_VALUE),
                sources.integer("limits.accountConcurrentRequests", 5000, 0, Integer.MAX_VALUE));
    }

    private CallRates perAccount(String key) {
        return new CallRates(0, sources.integer(key, 100, 0, MAX_RATE), 0);
    }

    private GatewaySettings.LoadLimits loadLimits() {
        return new GatewaySettings.LoadLimits(
                sources.integer("limits.inProgressPerEventLoop", 4096, 0, Integer.MAX_VALUE),
                Duration.ofMillis(sources.number("limits.eventLoopDelayMillis", 250, 0, 60_000)),
                sources.number("limits.bodyMemoryMebibytes", 128, 0, 65_536) * MEBIBYTE);
    }

    private UpstreamSettings upstreams() {
        return new UpstreamSettings(
                sources.integer("upstreams.maxConnections", 256, 1, 65_536),
                sources.integer("upstreams.maxWaiting", 1024, 1, MEBIBYTE),
                Duration.ofMillis(sources.number("upstreams.waitTimeoutMillis", 5000, 1, 600_000)),
                Duration.ofMillis(sources.number("upstreams.connectTimeoutMillis", 3000, 1, 60_000)),
                sources.seconds("upstreams.idleTimeoutSeconds", Duration.ofSeconds(30), Duration.ofHours(1)));
    }

    private ConsoleSettings console() {
        return new ConsoleSettings(
                wire.listener("console", 8081),
                Duration.ofMinutes(sources.number("console.idleMinutes", 30, 1, 1440)),
                sources.integer("console.maxBrowsers", 10_000, 1, 1_000_000));
    }

    private ManagementVerticle.Settings management() {
        String host = sources.text("management.host", "127.0.0.1");
        try {
            return new ManagementVerticle.Settings(
                    host,
                    port("management.port", 9090),
                    sources.text("management.metricsToken").orElse(null));
        } catch (IllegalArgumentException e) {
            throw sources.problem("management.host", String.valueOf(e.getMessage()));
        }
    }

    private StoreSettings store() {
        return new StoreSettings(
                sources.text("store.url", "jdbc:h2:file:./data/rolegate"),
                sources.text("store.user").orElse(null),
                sources.text("store.password").map(Secret::of).orElse(null),
                sources.text("store.keyFile").map(Path::of).orElse(null),
                sources.text("store.key").map(Secret::of).orElse(null),
                sources.integer("store.poolSize", StoreSettings.DEFAULT_POOL_SIZE, 2, 64),
                Duration.ofMillis(sources.number(
                        "store.leaseMillis",
                        StoreSettings.DEFAULT_LEASE.toMillis(),
                        StoreSettings.MIN_LEASE.toMillis(),
                        StoreSettings.MAX_LEASE.toMillis())),
                quotas());
    }

    private Quotas quotas() {
        Quotas defaults = Quotas.defaults();
        return new Quotas(
                quota("usersPerAccount", defaults.usersPerAccount()),
                quota("groupsPerAccount", defaults.groupsPerAccount()),
                quota("rolesPerAccount", defaults.rolesPerAccount()),
                quota("groupsPerUser", defaults.groupsPerUser()),
                quota("accessKeysPerUser", defaults.accessKeysPerUser()),
                quota("customPoliciesPerAccount", defaults.customPoliciesPerAccount()),
                quota("versionsPerPolicy", defaults.versionsPerPolicy()),
                quota("systemPoliciesPerTarget", defaults.systemPoliciesPerTarget()),
                quota("customPoliciesPerTarget", defaults.customPoliciesPerTarget()),
                quota("virtualMfaDevicesPerAccount", defaults.virtualMfaDevicesPerAccount()),
                quota("oidcProvidersPerAccount", defaults.oidcProvidersPerAccount()),
                quota("clientIdsPerOidcProvider", defaults.clientIdsPerOidcProvider()),
                quota("fingerprintsPerOidcProvider", defaults.fingerprintsPerOidcProvider()),
                quota("revocationsPerAccount", defaults.revocationsPerAccount()));
    }

    private int quota(String name, int otherwise) {
        return sources.integer("quotas." + name, otherwise, 1, MAX_QUOTA);
    }

    private ReplaySettings replay() {
        ReplaySettings defaults = ReplaySettings.defaults();
        return new ReplaySettings(
                nonceWindow(),
                sources.number("replay.capacity", defaults.capacity(), 1, 1L << 32),
                sources.number("replay.sharePerPrincipal", defaults.sharePerPrincipal(), 1, 1L << 32),
                sources.number("replay.sharePerAccount", defaults.sharePerAccount(), 1, 1L << 32),
                Path.of(sources.text("replay.file", "data/replay.dates")));
    }

    private RedisSettings redis() {
        return new RedisSettings(
                sources.text("redis.uri").orElse(null),
                Duration.ofMillis(sources.number("redis.timeoutMillis", 500, 1, 60_000)));
    }

    private StsSettings sts() {
        StsSettings defaults = StsSettings.defaults();
        return new StsSettings(
                sources.integer("sts.maxChainDepth", defaults.maxChainDepth(), 1, 10),
                sources.number("sts.sessionCacheMebibytes", defaults.sessionCacheBytes() / MEBIBYTE, 1, 65_536)
                        * MEBIBYTE,
                defaults.sessionCacheIdle(),
                sources.integer("limits.logonFailuresPerHour", defaults.logonFailuresPerHour(), 0, Integer.MAX_VALUE));
    }

    private OidcSettings oidc() {
        OidcSettings defaults = OidcSettings.defaults();
        return new OidcSettings(
                sources.seconds("oidc.keyLifeSeconds", defaults.keyLife(), Duration.ofDays(7)),
                sources.seconds("oidc.retrySeconds", defaults.retryInterval(), Duration.ofHours(1)),
                Duration.ofMillis(sources.number(
                        "oidc.fetchTimeoutMillis", defaults.fetchTimeout().toMillis(), 1, 60_000)),
                sources.integer("oidc.maxDocumentBytes", defaults.maxDocumentBytes(), 1024, 16 * MEBIBYTE),
                sources.integer("oidc.maxIssuers", defaults.maxIssuers(), 1, MEBIBYTE),
                sources.parsed(
                        "oidc.allowedAddresses",
                        "addresses and CIDR blocks with ';' between them",
                        text -> NetworkMasks.parse(text.strip()).orElseThrow(IllegalArgumentException::new)));
    }

    private AuditSettings audit() {
        AuditSettings defaults = AuditSettings.defaults(null);
        return new AuditSettings(
                Path.of(sources.text("audit.file", "data/audit.jsonl")),
                sources.text("audit.keyFile").map(Path::of).orElse(null),
                (long) MEBIBYTE
                        * sources.integer(
                                "audit.rotateMebibytes", (int) (defaults.rotateBytes() / MEBIBYTE), 0, MEBIBYTE),
                sources.integer("audit.keepFiles", defaults.keepFiles(), 0, 10_000),
                sources.integer("audit.queueCapacity", defaults.queueCapacity(), 1, 1 << 22),
                sources.choice(
                        "audit.onOverflow",
                        defaults.onOverflow(),
                        Map.of("refuse", OnOverflow.REFUSE, "count", OnOverflow.COUNT)),
                defaults.flushInterval(),
                defaults.force());
    }

    private TracingSettings tracing() {
        return new TracingSettings(
                sources.parsed("tracing.endpoint", "an http or https address", TracingSettings::endpoint)
                        .orElse(null),
                sources.integer("tracing.sampledPercent", 100, 0, 100));
    }

    /** Where the services are; their files are read at the call. */
    private Supplier<ServiceSource> services(Map<String, List<URI>> upstreams) {
        String configured = sources.text("services").orElse(null);
        Path beside = folder == null ? null : folder.resolve(configured == null ? "services" : configured);
        if (configured != null && folder == null) {
            return () -> ServiceSource.folder(Path.of(configured), upstreams);
        }
        return beside != null && (configured != null || Files.isDirectory(beside))
                ? () -> ServiceSource.folder(beside, upstreams)
                : () -> ServiceSource.bundled(upstreams);
    }

    private int port(String key, int otherwise) {
        return sources.integer(key, otherwise, 0, MAX_PORT);
    }
}
