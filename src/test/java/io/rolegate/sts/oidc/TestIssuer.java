package io.rolegate.sts.oidc;

import io.rolegate.identity.OidcProvider;
import io.rolegate.policy.NetworkMasks;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer on loopback, by HTTPS, that a test can make hostile path by path. */
public final class TestIssuer implements AutoCloseable {
    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = "/keys";
    public static final String CLIENT = "client-1";

    private final HttpServer server;
    private final TestCertificate certificate;
    private final Map<String, Handler<HttpServerRequest>> paths = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    private TestIssuer(HttpServer server, TestCertificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    public static TestIssuer start(Vertx vertx) {
        return start(vertx, TestCertificate.server("localhost", null), true);
    }

    public static TestIssuer start(Vertx vertx, TestCertificate certificate, boolean showsRoot) {
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(certificate.keyManagers(showsRoot))));
            TestIssuer issuer = new TestIssuer(server, certificate);
            server.requestHandler(issuer::answer);
            server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
            issuer.serve(DISCOVERY, issuer.discovery());
            return issuer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Settings that let issuers be on loopback. */
    public static OidcSettings settings() {
        OidcSettings defaults = OidcSettings.defaults();
        return new OidcSettings(
                defaults.keyLife(),
                defaults.retryInterval(),
                defaults.fetchTimeout(),
                defaults.maxDocumentBytes(),
                defaults.maxIssuers(),
                NetworkMasks.parse("127.0.0.0/8"));
    }

    private void answer(HttpServerRequest request) {
        requests.computeIfAbsent(request.path(), path -> new AtomicInteger()).incrementAndGet();
        Handler<HttpServerRequest> handler = paths.get(request.path());
        if (handler == null) {
            request.response().setStatusCode(404).end();
        } else {
            handler.handle(request);
        }
    }

    public String url() {
        return "https://localhost:" + server.actualPort();
    }

    public TestCertificate certificate() {
        return certificate;
    }

    JsonObject discovery() {
        return new JsonObject().put("issuer", url()).put("jwks_uri", url() + KEYS);
    }

    public void serve(String path, JsonObject document) {
        serve(path, document.toBuffer());
    }

    public void serve(String path, Buffer document) {
        on(path, request -> request.response().end(document));
    }

    public void on(String path, Handler<HttpServerRequest> handler) {
        paths.put(path, handler);
    }

    /** Publishes these keys and no others. */
    public void publish(TestKey... keys) {
        JsonArray published = new JsonArray();
        for (TestKey key : keys) {
            published.add(key.jwk());
        }
        serve(KEYS, new JsonObject().put("keys", published));
    }

    public int requests(String path) {
        AtomicInteger count = requests.get(path);
        return count == null ? 0 : count.get();
    }

    /** A provider that trusts this issuer by its certificate. */
    public OidcProvider provider() {
        return provider(url(), List.of(certificate.sha256()));
    }

    public static OidcProvider provider(String url, List<String> fingerprints) {
        return new OidcProvider(
                "op-1",
                "1001000000000001",
                "issuer",
                url,
                new OidcProvider.Details(List.of(CLIENT, "client-2"), fingerprints, "", Duration.ofHours(12)),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
