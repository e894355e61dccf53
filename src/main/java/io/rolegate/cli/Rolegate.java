package io.rolegate.cli;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.api.Operators;
import io.rolegate.client.SignedClient;
import io.rolegate.config.RolegateSettings;
import io.rolegate.config.ServiceSource;
import io.rolegate.console.ConsoleParts;
import io.rolegate.console.ConsoleVerticle;
import io.rolegate.gateway.DecisionCache;
import io.rolegate.gateway.EventLoopBarrier;
import io.rolegate.gateway.FailureThrottle;
import io.rolegate.gateway.GatewayParts;
import io.rolegate.gateway.GatewayVerticle;
import io.rolegate.gateway.IdentityAssertions;
import io.rolegate.gateway.ManagementVerticle;
import io.rolegate.gateway.NodeLoad;
import io.rolegate.gateway.ServicesInForce;
import io.rolegate.gateway.UnsignedThrottle;
import io.rolegate.gateway.limit.CallLimits;
import io.rolegate.gateway.limit.SharedRates;
import io.rolegate.gateway.live.LiveHistory;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.upstream.HealthCheckVerticle;
import io.rolegate.gateway.upstream.UpstreamHealth;
import io.rolegate.identity.Account;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.store.SqlIdentityStore;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.MetricsRegistry;
import io.rolegate.metrics.Observed;
import io.rolegate.metrics.UpstreamMeters;
import io.rolegate.sts.logon.Logons;
import io.rolegate.tracing.Tracer;
import io.rolegate.wire.Admissions;
import io.rolegate.wire.Endpoint;
import io.rolegate.wire.ListenerSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.TrustOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running Rolegate: where all parts are put together. */
final class Rolegate {
    /** The console's calls are short: it gets a fourth of the time that the API has. */
    private static final int CONSOLE_DRAIN_SHARE = 4;
    /** What our own meters show already; looked up anew on every request it would cost as much as the authorisation. */
    private static final Set<String> COUNTED_BY_OURSELVES = Set.of(
            MetricsDomain.HTTP_SERVER.toCategory(),
            MetricsDomain.HTTP_CLIENT.toCategory(),
            MetricsDomain.NET_SERVER.toCategory(),
            MetricsDomain.NET_CLIENT.toCategory());

    /** Signing is work for the processor, which event loops need too. */
    private static final int ASSERTION_THREADS =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Vertx vertx;
    private final RolegateSettings settings;
    private final InstantSource clock;
    private final MetricsRegistry registry;
    private final GatewayMeters meters;
    private final LiveHistory live;
    private final AtomicInteger apiPort = new AtomicInteger();
    private final AtomicInteger consolePort = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();
    private final Stores stores;
    private final Admissions admissions;
    private final AtomicReference<@Nullable TrustOptions> apiTrust = new AtomicReference<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final List<String> serving = new CopyOnWriteArrayList<>();
    private final ControlPlane controlPlane;

    private Rolegate(
            Vertx vertx,
            Admissions admissions,
            RolegateSettings settings,
            MetricsRegistry registry,
            Stores stores,
            InstantSource clock) {
        this.vertx = vertx;
        this.admissions = admissions;
        this.settings = settings;
        this.registry = registry;
        this.stores = stores;
        this.clock = clock;
        this.meters = new GatewayMeters(registry.registry());
        this.live = new LiveHistory(registry.registry(), clock);
        this.controlPlane = new ControlPlane(vertx, settings, stores.identities(), stores.auditLog(), live, clock);
    }

    /**
     * Starts everything; completes once every listener answers.
     *
     * @param clock what requests' dates and sessions' ends are held against
     * @param operators tells who they are; may make their accounts
     * @param backends starts what is behind the gateway, given the URL of the assertion keys, and tells the addresses that
     *     replace those of the settings, by service
     */
    static Future<Rolegate> start(
            RolegateSettings settings,
            InstantSource clock,
            Function<IdentityStore, Future<Operators>> operators,
            Function<Started, Future<Map<String, List<URI>>>> backends) {
        MetricsRegistry registry = MetricsRegistry.start();
        Admissions admissions = new Admissions();
        Vertx vertx = vertx(registry, admissions);
        Future<Rolegate> started = Stores.open(vertx, settings, clock)
                .compose(stores -> operators.apply(stores.identities()).compose(named -> new Rolegate(
                                vertx, admissions, settings.with(named), registry, stores, clock)
                        .listen(backends)));
        // A future that completes on an event loop never would once there are none.
        return Future.fromCompletionStage(started.toCompletionStage())
                .recover(failure -> vertx.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** What is there when the backends are to be started. */
    record Started(Vertx vertx, URI jwks) {}

    private static Vertx vertx(MetricsRegistry registry, Admissions admissions) {
        VertxOptions options = new VertxOptions()
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setDisabledMetricsCategories(COUNTED_BY_OURSELVES)
                        .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true)));
        return Vertx.builder()
                .with(options)
                .withTransport(admissions.transport())
                .withMetrics(new MicrometerMetricsFactory(registry.registry()))
                .build();
    }

    private Future<Rolegate> listen(Function<Started, Future<Map<String, List<URI>>>> backends) {
        return endpoint(settings.management().listener())
                .compose(this::listenManagement)
                .compose(deployed -> backends.apply(new Started(vertx, URI.create(managementUrl() + "/jwks.json"))))
                .compose(addresses ->
                        endpoint(settings.gateway().listener()).compose(endpoint -> listenApi(endpoint, addresses)))
                .compose(deployed -> endpoint(settings.console().listener()).compose(this::listenConsole))
                .map(this);
    }

    private Future<Endpoint> endpoint(ListenerSettings listener) {
        return Endpoint.open(vertx, listener, settings.wire(), admissions);
    }

    private Future<String> listenManagement(Endpoint endpoint) {
        return vertx.deployVerticle(new ManagementVerticle(
                settings.management(),
                endpoint,
                registry,
                stores.identities().directory(),
                stores.identities().keyRing(),
                draining::get,
                managementPort::set));
    }

    private Future<String> listenConsole(Endpoint endpoint) {
        Duration limit = settings.drain().limit().dividedBy(CONSOLE_DRAIN_SHARE);
        return vertx.deployVerticle(new ConsoleVerticle(consoleParts(endpoint, limit), consolePort::set))
                .onSuccess(deployment -> serving.add(0, deployment));
    }

    private ConsoleParts consoleParts(Endpoint endpoint, Duration drainLimit) {
        return new ConsoleParts(
                settings.console(),
                endpoint,
                drainLimit,
                client(),
                settings.gateway().region(),
                controlPlane.logons(),
                settings.operators(),
                name -> Future.fromCompletionStage(
                                stores.identities().directory().account(Account.nameOf(name.toLowerCase(Locale.ROOT))))
                        .map(account -> account.map(Account::id)),
                clock);
    }

    private Future<String> listenApi(Endpoint endpoint, Map<String, List<URI>> addresses) {
        apiTrust.set(endpoint.trust().orElse(null));
        ServiceSource source = settings.services().withAddresses(addresses);
        GatewayParts parts = parts(endpoint, source.first().complete().definitions());
        ServiceReload reload = new ServiceReload(source, parts.services(), meters, settings.reloadInterval());
        stores.identities().addBarrier(parts.barrier()::pass);
        stores.identities().onInForce(meters::revocationLag);
        observe(parts);
        live.sampleRegularly(vertx);
        meters.observe(Observed.SERVICE_FILES_REFUSED, () -> reload.refused() ? 1 : 0);
        return watchHealth(parts)
                .compose(watched -> deployApi(parts))
                .compose(deployed ->
                        source.isChangeable() && !settings.reloadInterval().isZero()
                                ? vertx.deployVerticle(reload)
                                : Future.succeededFuture(deployed));
    }

    private Future<String> watchHealth(GatewayParts parts) {
        HealthCheckVerticle healthChecks = new HealthCheckVerticle(
                settings.gateway().upstreams(),
                parts.upstreamHealth(),
                parts.services().table().proxied());
        parts.services().onReplaced(healthChecks::follow);
        return vertx.deployVerticle(healthChecks);
    }

    private Future<String> deployApi(GatewayParts parts) {
        int instances = settings.gateway().instances() == 0
                ? Runtime.getRuntime().availableProcessors()
                : settings.gateway().instances();
        // Several instances share a port; "any free one" is shared too only if it is a negative number.
        int port = parts.endpoint().settings().port() == 0
                ? -1
                : parts.endpoint().settings().port();
        return vertx.deployVerticle(
                        () -> new GatewayVerticle(parts, port, apiPort::set),
                        new DeploymentOptions().setInstances(instances))
                .onSuccess(serving::add);
    }

    private GatewayParts parts(Endpoint endpoint, List<ServiceDefinition> services) {
        WorkerExecutor assertionWorkers = vertx.createSharedWorkerExecutor("assertions", ASSERTION_THREADS);
        EventLoopBarrier barrier = new EventLoopBarrier();
        SharedRates rates = stores.rates();
        CallLimits callLimits = new CallLimits(settings.gateway().callers(), rates, System::nanoTime);
        callLimits.sweepRegularly(vertx);
        if (rates != null) {
            rates.begin(vertx);
        }
        return new GatewayParts(
                settings.gateway(),
                endpoint,
                settings.drain().limit(),
                new ServicesInForce(controlPlane.operations(), services, barrier),
                stores.identities().directory(),
                controlPlane.sessions(),
                controlPlane.liveness(),
                stores.identities().uses(),
                stores.nonces(),
                controlPlane.engine(),
                new DecisionCache(settings.gateway().decisionCacheBytes(), meters),
                controlPlane.diagnostics(),
                new FailureThrottle(settings.gateway().limits().authenticationFailuresPerMinute()),
                new UnsignedThrottle(
                        settings.gateway().limits().unsignedPerMinutePerAddress(),
                        settings.gateway().limits().unsignedPerMinute()),
                callLimits,
                new NodeLoad(settings.gateway().load()),
                new IdentityAssertions(stores.identities().keyRing(), assertionWorkers),
                new UpstreamHealth(new UpstreamMeters(registry.registry())),
                stores.auditLog(),
                meters,
                tracer(),
                barrier,
                clock);
    }

    private Tracer tracer() {
        Tracer tracer = new Tracer(settings.tracing());
        tracer.begin(vertx);
        return tracer;
    }

    private void observe(GatewayParts parts) {
        meters.observe(Observed.SPANS_DROPPED, parts.tracer()::dropped);
        meters.observe(Observed.DECISION_CACHE_ENTRIES, parts.decisions()::size);
        meters.observe(Observed.SESSION_CACHE_ENTRIES, parts.sessions()::size);
        meters.observe(Observed.NONCES_REMEMBERED, stores.nonces()::remembered);
        meters.observe(Observed.NONCE_CAPACITY, stores.nonces()::capacity);
        meters.observe(Observed.NONCE_MEMORY, stores.nonces()::bytes);
        meters.observe(Observed.REQUESTS_IN_PROGRESS, parts.load()::inProgress);
        meters.observe(Observed.BODY_MEMORY, parts.load()::bodyBytes);
        meters.observe(Observed.EVENT_LOOP_DELAY, parts.load()::delaySeconds);
        meters.observe(Observed.LIMITED_CALLERS, parts.callLimits()::holders);
        SharedRates rates = stores.rates();
        if (rates != null) {
            meters.observe(Observed.RATE_EXCHANGES, rates::exchanged);
            meters.observe(Observed.RATE_EXCHANGE_FAILURES, rates::failed);
        }
        SqlIdentityStore store = stores.identities();
        meters.observe(Observed.AUDIT_PENDING, stores.auditLog()::pending);
        meters.observe(Observed.AUDIT_LINES, stores.auditLog()::lines);
        meters.observe(Observed.AUDIT_UNRECORDED, stores.auditLog()::unrecorded);
        meters.observe(Observed.REVOCATIONS_LIVE, store::liveRevocations);
        meters.observe(Observed.CONNECTIONS, admissions::connections);
        meters.observe(Observed.CONNECTIONS_REFUSED, admissions::refused);
        meters.observe(Observed.CHANGE_APPLIED, store.directory()::position);
        if (store.leaseRemaining().isPresent()) {
            meters.observe(
                    Observed.LEASE_REMAINING,
                    () -> store.leaseRemaining().orElse(Duration.ZERO).toMillis() / 1000.0);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    /** The operations that the gateway itself executes. */
    List<OperationCatalogue> builtIn() {
        return controlPlane.operations();
    }

    SqlIdentityStore store() {
        return stores.identities();
    }

    /** Where people log on. */
    Logons logons() {
        return controlPlane.logons();
    }

    RolegateSettings settings() {
        return settings;
    }

    String gatewayUrl() {
        return url(settings.gateway().listener(), apiPort.get());
    }

    /** A client of this gateway; to be asked for once the API listens. */
    SignedClient client() {
        String hostName = settings.gateway().hostNames().stream()
                .min(Comparator.naturalOrder())
                .orElse(null);
        return SignedClient.ofOwnListener(vertx, URI.create(gatewayUrl()), apiTrust.get(), hostName, clock);
    }

    String consoleUrl() {
        return url(settings.console().listener(), consolePort.get());
    }

    String managementUrl() {
        return url(settings.management().listener(), managementPort.get());
    }

    private static String url(ListenerSettings listener, int port) {
        String host = listener.host();
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return (listener.tls() == null ? "http://" : "https://")
                + (reachable.indexOf(':') >= 0 ? "[" + reachable + "]" : reachable) + ":" + port;
    }

    /** Stops taking requests, lets those under way finish, writes what is still to be written. */
    Future<Void> close() {
        draining.set(true);
        Future<Void> stopped = notice().compose(noticed -> undeployServing())
                .eventually(() -> Future.join(
                        vertx.deploymentIDs().stream().map(vertx::undeploy).toList()))
                .eventually(stores::close);
        // A future that completes on an event loop never would once there are none.
        return Future.fromCompletionStage(stopped.toCompletionStage()).eventually(vertx::close);
    }

    /** What is still served while balancers learn that they should send no more. */
    private Future<Void> notice() {
        Duration notice = settings.drain().notice();
        return notice.isZero()
                ? Future.succeededFuture()
                : vertx.timer(notice.toMillis()).mapEmpty();
    }

    /** The console ends before the API that it calls. */
    private Future<Void> undeployServing() {
        Future<Void> undeployed = Future.succeededFuture();
        for (String deployment : serving) {
            undeployed = undeployed.eventually(() -> vertx.undeploy(deployment));
        }
        return undeployed;
    }
}
