package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.bench.CallSigner;
import io.rolegate.config.RolegateSettings;
import io.rolegate.config.SettingsReader;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.metrics.MetricsRegistry;
import io.rolegate.policy.StatementEngine;
import io.rolegate.replay.NonceRegistry;
import io.rolegate.replay.ReplaySettings;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.Verifier;
import io.rolegate.sts.AssumedRole;
import io.rolegate.sts.SessionLiveness;
import io.rolegate.sts.StsSettings;
import io.rolegate.sts.TemporaryCredentials;
import io.rolegate.wire.Admissions;
import io.rolegate.wire.Endpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a request as the listener hands it over to the decision, on an event loop. Requests are signed anew and read by the
 * listener between the rounds; no socket is used while time is taken. What the gc profiler counts includes signing and reading.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
public class PipelineBenchmark {
    private static final int BATCH = 500;
    private static final int SESSIONS = 20;
    private static final Path SETTINGS = Path.of("bench/rolegate.yaml");
    private static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"notes:*\",\"Resource\":\"*\"}]}";

    private final InstantSource clock = InstantSource.system();
    private Vertx vertx;
    private Context context;
    private AssumedRole role;
    private CallSigner signer;
    private RequestReader reader;
    private NodeLoad load;
    private Router router;
    private Authenticator authenticator;
    private ReplayGuard replayGuard;
    private Authoriser authoriser;
    private List<HttpServerRequest> requests;

    /** Puts the stages together as the gateway does, with a store in memory. */
    @Setup
    public void start() {
        Admissions admissions = new Admissions();
        vertx = Vertx.builder().withTransport(admissions.transport()).build();
        context = vertx.getOrCreateContext();
        RolegateSettings settings =
                SettingsReader.read(SETTINGS, Map.of(), Map.of(), Map.of(), Map.of());
        Endpoint endpoint =
                Endpoint.open(vertx, settings.gateway().listener(), settings.wire(), admissions).await();
        GatewayMeters meters = new GatewayMeters(MetricsRegistry.start().registry());
        replayGuard = new ReplayGuard(
                NonceRegistry.inMemory(vertx, ReplaySettings.defaults(), clock).await(), meters);
        role = AssumedRole.open(vertx, POLICY);
        signer = new CallSigner(Stream.generate(this::session).limit(SESSIONS).toList());
        reader = new RequestReader(vertx, context);
        reader.listen(endpoint).await();
        buildStages(settings, endpoint, meters);
    }

    private SigningCredentials session() {
        TemporaryCredentials credentials = role.assume();
        return new SigningCredentials(
                credentials.accessKeyId(), credentials.accessKeySecret().reveal(), credentials.securityToken());
    }

    private void buildStages(RolegateSettings settings, Endpoint endpoint, GatewayMeters meters) {
        GatewaySettings gateway = settings.gateway();
        Verifier verifier = new Verifier();
        load = new NodeLoad(gateway.load());
        router = new Router(
                new ServicesInForce(
                        List.of(), settings.services().first().complete().definitions(), new EventLoopBarrier()),
                new RequestSyntax(endpoint.limits(), gateway.hostNames()),
                gateway.listener().proxies(),
                gateway.limits().formBytes());
        authenticator = new Authenticator(
                new Callers(
                        role.directory(),
                        role.verifier(StsSettings.defaults()),
                        new SessionLiveness(role.directory()),
                        verifier),
                verifier,
                gateway.dateWindows(),
                gateway.unsignedBody(),
                new UnsignedThrottle(
                        gateway.limits().unsignedPerMinutePerAddress(),
                        gateway.limits().unsignedPerMinute()));
        authoriser = new Authoriser(
                new Permissions(gateway.region()),
                new Decisions(new StatementEngine(), new DecisionCache(gateway.decisionCacheBytes(), meters)),
                new DiagnosticMessages(role.keyRing()));
    }

    /** Has the listener read what is handled next. */
    @Setup(Level.Invocation)
    public void receive() {
        requests = reader.read(signer.reads(BATCH)).await();
    }

    /** Closes the store and the listener. */
    @TearDown
    public void close() {
        role.close();
        vertx.close().await();
    }

    /** Routes, authenticates, looks for replays and authorises; fails where a request is refused. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Object decide() {
        Promise<Object> decided = Promise.promise();
        context.runOnContext(begun -> Future.all(requests.stream().map(this::decide).toList())
                .<Object>map(all -> all)
                .onComplete(decided));
        return decided.future().await();
    }

    private Future<Authorised> decide(HttpServerRequest request) {
        request.pause();
        return Future.succeededFuture(new Exchange(request, context, clock.instant(), load))
                .compose(router::route)
                .compose(authenticator::authenticate)
                .compose(replayGuard::refuseReplays)
                .compose(authoriser::authorise);
    }
}
