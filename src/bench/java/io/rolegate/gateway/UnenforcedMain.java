package io.rolegate.gateway;

import io.rolegate.api.Permission;
import io.rolegate.config.RolegateSettings;
import io.rolegate.config.SettingsReader;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.Target;
import io.rolegate.gateway.upstream.LoopUpstreams;
import io.rolegate.gateway.upstream.ServiceUpstreams;
import io.rolegate.gateway.upstream.UpstreamHealth;
import io.rolegate.identity.Directory;
import io.rolegate.identity.Principal;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.MetricsRegistry;
import io.rolegate.metrics.UpstreamMeters;
import io.rolegate.policy.Decision;
import io.rolegate.policy.PolicySet;
import io.rolegate.signature.Verifier;
import io.rolegate.wire.Admissions;
import io.rolegate.wire.Endpoint;
import io.rolegate.wire.Listener;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's listener, routing and forwarding, put together without the stages between: what they cost is the difference.
 * It is no setting of the product. Bodies over {@link RequestBody#BUFFERED_BYTES} are not taken.
 */
final class UnenforcedMain extends VerticleBase {
    private static final String ASSERTION = "a".repeat(600);

    private final RolegateSettings settings;
    private final Endpoint endpoint;
    private final MetricsRegistry registry;
    private final GatewayMeters meters;
    private final AtomicInteger port;
    private Router router;
    private ServiceUpstreams upstreams;
    private NodeLoad load;
    private Freshness freshness;
    private RunningCalls running;

    private UnenforcedMain(
            RolegateSettings settings,
            Endpoint endpoint,
            MetricsRegistry registry,
            GatewayMeters meters,
            AtomicInteger port) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.registry = registry;
        this.meters = meters;
        this.port = port;
    }

    public static void main(String[] arguments) {
        RolegateSettings settings = SettingsReader.read(
                Path.of(arguments[1]),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("notes", List.of(URI.create("http://127.0.0.1:" + arguments[0]))));
        Admissions admissions = new Admissions();
        Vertx vertx = Vertx.builder().withTransport(admissions.transport()).build();
        MetricsRegistry registry = MetricsRegistry.start();
        GatewayMeters meters = new GatewayMeters(registry.registry());
        AtomicInteger port = new AtomicInteger();
        Endpoint.open(vertx, settings.gateway().listener(), settings.wire(), admissions)
                .compose(endpoint -> vertx.deployVerticle(
                        () -> new UnenforcedMain(settings, endpoint, registry, meters, port),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors())))
                .onSuccess(deployed -> System.out.println("ready " + port.get()))
                .onFailure(Throwable::printStackTrace);
    }

    @Override
    public Future<?> start() {
        List<ServiceDefinition> services = settings.services().first().complete().definitions();
        Directory directory = unchanging();
        Callers callers = new Callers(directory, null, null, new Verifier());
        freshness = new Freshness(callers, null);
        running = new RunningCalls(directory);
        load = new NodeLoad(settings.gateway().load());
        upstreams = new LoopUpstreams(
                        vertx,
                        settings.gateway().upstreams(),
                        new UpstreamHealth(new UpstreamMeters(registry.registry())))
                .of(services.get(0));
        router = new Router(
                new ServicesInForce(List.of(), services, new EventLoopBarrier()),
                new RequestSyntax(endpoint.limits(), settings.gateway().hostNames()),
                settings.gateway().listener().proxies(),
                settings.gateway().limits().formBytes());
        return new Listener(vertx, endpoint)
                .listen(-1, this::forward, request -> {})
                .onSuccess(port::set);
    }

    private void forward(HttpServerRequest request) {
        request.pause();
        Exchange exchange = new Exchange(request, context, Clock.systemUTC().instant(), load);
        router.route(exchange)
                .compose(routed -> RequestBody.read(exchange, RequestBody.BUFFERED_BYTES)
                        .map(body -> authorised(routed, body)))
                .compose(this::call)
                .onComplete(done -> exchange.end());
    }

    private Future<Answered> call(Authorised authorised) {
        Target.Proxied target = (Target.Proxied) authorised.authenticated().target();
        return new ServiceCall(authorised, target, upstreams, freshness, running, meters)
                .start(Future.succeededFuture(ASSERTION));
    }

    private static Authorised authorised(Routed routed, RequestBody body) {
        Caller anybody = new Caller(new Principal.AccountOwner("1"), null, null, PolicySet.empty(), 0, 0);
        Authenticated authenticated =
                new Authenticated(routed, new Proof.Content(null, routed.call()), anybody, body);
        return new Authorised(
                authenticated, List.of(Permission.of("notes:Any", "*")), new Decision.Allow(null));
    }

    private static Directory unchanging() {
        return (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "mayServe" -> true;
                    case "position" -> 0L;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
