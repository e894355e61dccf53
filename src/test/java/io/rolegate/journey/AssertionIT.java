package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.rolegate.backend.AssertionException;
import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.Caller;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The identity assertions that the running gateway sends: what a service may believe of them. The Container Service's
 * place is taken by one that keeps what it was sent; the mocked message service is the real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssertionIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Map<String, String> received = Map.of();
    private HttpServer recording;
    private RunningGateway gateway;
    private Cast cast;
    private Wire wire;
    private AssertionVerifier verifier;

    @BeforeAll
    void start() throws Exception {
        recording = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        recording.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            received = headers;
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        recording.start();
        URI address = URI.create("http://127.0.0.1:" + recording.getAddress().getPort());
        gateway = RunningGateway.start(Map.of(), Map.of("container-service", List.of(address)));
        cast = new Cast(gateway);
        wire = Wire.to(gateway.gateway(), gateway.clock());
        verifier = new AssertionVerifier(vertx, gateway.management().resolve("/jwks.json"), "container-service");
    }

    @AfterAll
    void stop() throws Exception {
        wire.close();
        gateway.close();
        recording.stop(0);
        verifier.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void assertionNamesTheSessionAndTheResourcesAccount() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));
        var user = cast.user();

        Caller caller = verify(assertionOf(cast.session(user, role)));

        assertThat(caller.accountId()).isEqualTo(cast.accountA());
        assertThat(caller.principalType()).isEqualTo("AssumedRoleUser");
        assertThat(caller.arn()).contains("/" + role.name() + "/");
        assertThat(caller.session()).isEqualTo(user.name());
    }

    @Test
    void clientsOwnAssertionAndCredentialsNeverReachTheService() throws Exception {
        received = Map.of();
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "GET", "/api/v1/clusters")
                .version("2015-12-15")
                .header(AssertionVerifier.HEADER, "forged")
                .header("x-rolegate-action", "forged")
                .build();

        wire.call(request, gateway.enterpriseA().credentials());

        assertThat(received.values()).isNotEmpty().doesNotContain("forged");
        assertThat(received).doesNotContainKeys("Authorization", "x-acs-security-token", "x-acs-signature-nonce");
        assertThat(verify(received.getOrDefault(AssertionVerifier.HEADER, "")).accountId())
                .isEqualTo(cast.accountA());
    }

    @Test
    void mockedServiceRefusesWhoeverBringsNoAssertionOfItsOwn() throws Exception {
        String forTheOther = assertionOf(gateway.enterpriseA().credentials());

        assertThat(direct("/queues").statusCode()).isEqualTo(401);
        assertThat(direct("/queues", AssertionVerifier.HEADER, "e30.e30.e30").statusCode())
                .isEqualTo(401);
        HttpResponse<String> refused = direct("/queues", AssertionVerifier.HEADER, forTheOther);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<Code>AccessDenied</Code>");
    }

    @Test
    void rotatedKeysAreBelievedAtOnceAndTheOldOnesUntilTheirAssertionsEnd() throws Exception {
        SigningCredentials owner = gateway.enterpriseA().credentials();
        String before = assertionOf(owner);
        cast.ownerA().messageService().getQueueRef("before").create();
        Set<String> oldKeys = publishedKeys();

        gateway.rotateAssertionKey();

        cast.ownerA().messageService().getQueueRef("after").create();
        String after = assertionOf(owner);
        assertThat(publishedKeys()).containsAll(oldKeys).contains(keyOf(after));
        assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
        assertThat(verify(after).accountId()).isEqualTo(cast.accountA());
        assertThat(verify(before).accountId()).isEqualTo(cast.accountA());
        String forged = after.substring(0, after.lastIndexOf('.')) + before.substring(before.lastIndexOf('.'));
        assertThatThrownBy(() -> verify(forged)).isInstanceOf(AssertionException.class);
    }

    /** What the gateway sends to the Container Service on behalf of these credentials. */
    private String assertionOf(SigningCredentials credentials) throws Exception {
        received = Map.of();
        UnsignedRequest request = UnsignedRequest.builder(Dialect.ACS3, "GET", "/api/v1/clusters")
                .version("2015-12-15")
                .build();
        assertThat(wire.call(request, credentials).status()).isEqualTo(204);
        return received.getOrDefault(AssertionVerifier.HEADER, "");
    }

    private Caller verify(String assertion) throws Exception {
        return verifier.verify(assertion).await(10, TimeUnit.SECONDS);
    }

    private HttpResponse<String> direct(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.upstream("message-service").resolve(path));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Set<String> publishedKeys() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.management().resolve("/jwks.json"))
                .build();
        JsonArray keys = new JsonObject(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .getJsonArray("keys");
        Set<String> ids = new TreeSet<>();
        keys.forEach(key -> ids.add(((JsonObject) key).getString("kid")));
        return ids;
    }

    private static String keyOf(String assertion) {
        String header = assertion.substring(0, assertion.indexOf('.'));
        return new JsonObject(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .getString("kid");
    }
}
