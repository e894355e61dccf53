package io.rolegate.sts.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.identity.OidcProvider;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.sts.oidc.SigningKeys.Issuer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerClientTest {
    private static final TestKey KEY = TestKey.curve("k1", 256);
    private static final int MAX_BYTES = 10_000;

    private static Vertx vertx;
    private static WorkerExecutor workers;

    private TestIssuer issuer;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        workers = vertx.createSharedWorkerExecutor("resolve", 2);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void startIssuer() {
        issuer = TestIssuer.start(vertx);
        issuer.publish(KEY);
    }

    @AfterEach
    void stopIssuer() throws Exception {
        issuer.close();
    }

    @Test
    void keysAreFoundByTheDiscoveryDocument() throws Exception {
        JsonWebKeySet keys = fetch(issuer.provider());

        assertThat(keys.keys()).extracting(JsonWebKey::kid).containsExactly("k1");
        assertThat(keys.keys().get(0).key()).isEqualTo(KEY.pair().getPublic());
    }

    @Test
    void closingSlashOfTheIssuerIsLeftOutBeforeTheWellKnownPath() throws Exception {
        issuer.serve(TestIssuer.DISCOVERY, issuer.discovery().put("issuer", issuer.url() + "/"));

        assertThat(fetch(provider(issuer.url() + "/")).keys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectsAreNotFollowed(int status) throws Exception {
        issuer.on("/elsewhere", request -> request.response()
                .end(issuer.discovery().toBuffer()));
        issuer.on(TestIssuer.DISCOVERY, request -> request.response()
                .setStatusCode(status)
                .putHeader("location", issuer.url() + "/elsewhere")
                .end());

        assertThat(failure(issuer.provider())).hasMessageContaining("status " + status);
        assertThat(issuer.requests("/elsewhere")).isZero();
    }

    @Test
    void answersOtherThan200AreRefused() throws Exception {
        issuer.on(
                TestIssuer.KEYS,
                request -> request.response().setStatusCode(500).end("{\"keys\":[]}"));

        assertThat(failure(issuer.provider())).hasMessageContaining("status 500");
    }

    @Test
    void hugeDocumentIsBrokenOff() throws Exception {
        issuer.serve(TestIssuer.KEYS, Buffer.buffer(" ".repeat(MAX_BYTES + 1)));

        assertThat(failure(issuer.provider())).hasStackTraceContaining("exceeds " + MAX_BYTES + " bytes");
    }

    @Test
    void endlessDocumentIsBrokenOff() throws Exception {
        Promise<Void> closed = Promise.promise();
        issuer.on(TestIssuer.KEYS, request -> {
            request.response().setChunked(true);
            request.connection().closeHandler(closed::complete);
            pour(request);
        });

        assertThat(failure(issuer.provider())).hasStackTraceContaining("exceeds");
        closed.future().await(10, TimeUnit.SECONDS);
    }

    private static void pour(HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        request.response()
                .write(Buffer.buffer(" ".repeat(1000)))
                .onSuccess(written -> vertx.runOnContext(next -> pour(request)));
    }

    @Test
    void silentIssuerIsLeftAfterTheTimeOut() throws Exception {
        Promise<Void> closed = Promise.promise();
        issuer.on(TestIssuer.DISCOVERY, request -> request.connection().closeHandler(closed::complete));
        OidcSettings impatient = settings(Duration.ofMillis(500), "127.0.0.0/8");

        // The time may be over before the request is even sent.
        do {
            assertThat(failure(issuer.provider(), impatient)).hasMessageContaining("can't be fetched");
        } while (issuer.requests(TestIssuer.DISCOVERY) == 0);
        closed.future().await(10, TimeUnit.SECONDS);
    }

    @Test
    void discoveryDocumentOfAnotherIssuerIsRefused() throws Exception {
        issuer.serve(TestIssuer.DISCOVERY, issuer.discovery().put("issuer", "https://other.example"));

        assertThat(failure(issuer.provider())).hasMessageContaining("names another issuer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/keys",
                "file:///etc/passwd",
                "https:///keys",
                "https://user:pw@localhost/keys",
                "https:keys",
                "no url at all",
                ""
            })
    void keySetElsewhereThanByHttpsIsRefused(String keySet) throws Exception {
        issuer.serve(TestIssuer.DISCOVERY, issuer.discovery().put("jwks_uri", keySet));

        assertThat(failure(issuer.provider())).hasMessageContaining("'" + keySet + "'");
    }

    @Test
    void missingKeySetAddressIsRefused() throws Exception {
        JsonObject discovery = issuer.discovery();
        discovery.remove("jwks_uri");
        issuer.serve(TestIssuer.DISCOVERY, discovery);

        assertThat(failure(issuer.provider())).hasMessageContaining("names no jwks_uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "{", "{\"keys\":{}}", "{\"keys\":[]}", "<html></html>"})
    void documentsOfOtherShapesAreRefused(String document) throws Exception {
        issuer.serve(TestIssuer.KEYS, Buffer.buffer(document));

        assertThat(failure(issuer.provider())).isNotNull();
    }

    @Test
    void keysThatCannotVerifyTokensAreLeftOut() throws Exception {
        TestKey weak = TestKey.rsa("weak", 1024);
        JsonArray keys = new JsonArray()
                .add(weak.jwk())
                .add(KEY.jwk().put("kid", "encrypts").put("use", "enc"))
                .add(KEY.jwk().put("kid", "wraps").put("key_ops", new JsonArray().add("wrapKey")))
                .add(new JsonObject().put("kty", "oct").put("kid", "shared").put("k", "c2VjcmV0"))
                .add(KEY.jwk().put("kid", "strange").put("crv", "P-999"))
                .add(KEY.jwk().put("kid", "cut").put("x", 5))
                .add("no object")
                .add(KEY.jwk());
        issuer.serve(TestIssuer.KEYS, new JsonObject().put("keys", keys));

        assertThat(fetch(issuer.provider()).keys()).extracting(JsonWebKey::kid).containsExactly("k1");
    }

    @Test
    void certificateOfAnotherFingerprintIsRefused() throws Exception {
        String other = TestCertificate.server("localhost", null).sha1();

        IssuerException failure = failure(TestIssuer.provider(issuer.url(), List.of(other)));

        assertThat(failure.isFingerprintMismatch()).isTrue();
        assertThat(issuer.requests(TestIssuer.DISCOVERY)).isZero();
    }

    @Test
    void certificateThatNobodyVouchesForNeedsItsFingerprint() throws Exception {
        IssuerException failure = failure(TestIssuer.provider(issuer.url(), List.of()));

        assertThat(failure.isFingerprintMismatch()).isFalse();
        assertThat(issuer.requests(TestIssuer.DISCOVERY)).isZero();
    }

    @Test
    void oneOfSeveralFingerprintsIsEnoughInAnyCase() throws Exception {
        String other = TestCertificate.server("localhost", null).sha256();
        List<String> fingerprints = List.of(other, issuer.certificate().sha1().toUpperCase(Locale.ROOT));

        assertThat(fetch(TestIssuer.provider(issuer.url(), fingerprints)).keys())
                .hasSize(1);
    }

    @Test
    void certificateOfAnAuthorityWithTheFingerprintIsTrusted() throws Exception {
        TestCertificate authority = TestCertificate.authority("Test CA");
        try (TestIssuer vouched = TestIssuer.start(vertx, TestCertificate.server("localhost", authority), true)) {
            vouched.publish(KEY);

            assertThat(fetch(TestIssuer.provider(vouched.url(), List.of(authority.sha1())))
                            .keys())
                    .hasSize(1);
        }
    }

    @Test
    void authorityThatIsShownButDidNotSignIsRefused() throws Exception {
        TestCertificate authority = TestCertificate.authority("Test CA");
        TestCertificate stranger = TestCertificate.server("localhost", TestCertificate.authority("Test CA"));
        TestCertificate forged =
                new TestCertificate(stranger.certificate(), stranger.keys(), List.of(authority.certificate()));
        try (TestIssuer impostor = TestIssuer.start(vertx, forged, true)) {
            impostor.publish(KEY);

            assertThat(failure(TestIssuer.provider(impostor.url(), List.of(authority.sha256()))))
                    .isNotNull();
            assertThat(impostor.requests(TestIssuer.DISCOVERY)).isZero();
        }
    }

    @Test
    void certificateOfAnotherHostIsRefusedWhateverItsFingerprint() throws Exception {
        TestCertificate certificate = TestCertificate.server("other.example", null);
        try (TestIssuer other = TestIssuer.start(vertx, certificate, true)) {
            other.publish(KEY);

            assertThat(failure(other.provider())).hasStackTraceContaining("localhost");
            assertThat(other.requests(TestIssuer.DISCOVERY)).isZero();
        }
    }

    @Test
    void expiredCertificateIsRefusedWhateverItsFingerprint() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofDays(30));
        try (TestIssuer old = TestIssuer.start(vertx, TestCertificate.server("localhost", null, longAgo), true)) {
            old.publish(KEY);

            assertThat(failure(old.provider())).isNotNull();
            assertThat(old.requests(TestIssuer.DISCOVERY)).isZero();
        }
    }

    @Test
    void addressThatIsNotPublicIsRefusedUnlessAllowed() throws Exception {
        IssuerException failure = failure(issuer.provider(), settings(Duration.ofSeconds(5), "10.0.0.0/8"));

        assertThat(failure).hasMessage("the address 127.0.0.1 is not allowed");
        assertThat(issuer.requests(TestIssuer.DISCOVERY)).isZero();
    }

    @Test
    void keySetOnAnAddressThatIsNotAllowedIsRefused() throws Exception {
        issuer.serve(TestIssuer.DISCOVERY, issuer.discovery().put("jwks_uri", "https://169.254.169.254/keys"));

        assertThat(failure(issuer.provider())).hasMessage("the address 169.254.169.254 is not allowed");
    }

    @Test
    void nameIsLookedUpOnceForEachDocumentAndConnectedToAsFound() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        InetAddress loopback = address("127.0.0.1");
        InetAddress rebound = address("127.0.0.2");

        // Whoever asked a second time for the same connection would be led elsewhere, where nobody listens.
        JsonWebKeySet keys = client(settings(Duration.ofSeconds(5), "127.0.0.0/8"), host -> {
                    return new InetAddress[] {lookUps.incrementAndGet() <= 2 ? loopback : rebound};
                })
                .fetch(asIssuer(issuer.provider()))
                .await(10, TimeUnit.SECONDS);

        assertThat(keys.keys()).hasSize(1);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() throws Exception {
        InetAddress[] mixed = {address("8.8.8.8"), address("10.1.2.3")};

        IssuerException failure = failure(issuer.provider(), OidcSettings.defaults(), host -> mixed);

        assertThat(failure).hasMessage("the address 10.1.2.3 is not allowed");
    }

    @Test
    void nameWithoutAddressIsRefused() throws Exception {
        IssuerException failure = failure(issuer.provider(), OidcSettings.defaults(), host -> {
            throw new UnknownHostException(host);
        });

        assertThat(failure).hasMessageContaining("can't be resolved");
    }

    @Test
    void nextAddressIsTriedWhereTheFirstDoesNotAnswer() throws Exception {
        InetAddress[] several = {address("127.0.0.9"), address("127.0.0.1")};

        JsonWebKeySet keys = client(settings(Duration.ofSeconds(5), "127.0.0.0/8"), host -> several)
                .fetch(asIssuer(issuer.provider()))
                .await(10, TimeUnit.SECONDS);

        assertThat(keys.keys()).hasSize(1);
    }

    private OidcProvider provider(String url) {
        return TestIssuer.provider(url, List.of(issuer.certificate().sha1()));
    }

    private static JsonWebKeySet fetch(OidcProvider provider) throws Exception {
        return client(settings(Duration.ofSeconds(5), "127.0.0.0/8"), InetAddress::getAllByName)
                .fetch(asIssuer(provider))
                .await(10, TimeUnit.SECONDS);
    }

    private static IssuerException failure(OidcProvider provider) {
        return failure(provider, settings(Duration.ofSeconds(5), "127.0.0.0/8"));
    }

    private static IssuerException failure(OidcProvider provider, OidcSettings settings) {
        return failure(provider, settings, InetAddress::getAllByName);
    }

    private static IssuerException failure(
            OidcProvider provider, OidcSettings settings, IssuerAddresses.Resolver resolver) {
        return catchThrowableOfType(
                IssuerException.class,
                () -> client(settings, resolver).fetch(asIssuer(provider)).await(10, TimeUnit.SECONDS));
    }

    private static IssuerClient client(OidcSettings settings, IssuerAddresses.Resolver resolver) {
        return new IssuerClient(vertx, new IssuerAddresses(workers, resolver, settings.allowedAddresses()), settings);
    }

    private static Issuer asIssuer(OidcProvider provider) {
        return new Issuer(provider.issuerUrl(), provider.details().fingerprints());
    }

    private static OidcSettings settings(Duration timeout, String allowed) {
        return new OidcSettings(
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                timeout,
                MAX_BYTES,
                10,
                Optional.of(NetworkMasks.parse(allowed).orElseThrow()));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getAllByName(literal)[0];
    }
}
