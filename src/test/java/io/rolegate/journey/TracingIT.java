package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolegate.cli.RunningGateway;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spans arrive at a collector as OTLP, and those of one request hang together, the service's included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracingIT {
    private static final String COLLECTOR = "/v1/traces";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<JsonObject> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> parents = new ConcurrentLinkedQueue<>();
    private RunningGateway gateway;
    private Cast cast;

    @BeforeAll
    void start() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await(20, TimeUnit.SECONDS);
        URI address = URI.create("http://127.0.0.1:" + server.actualPort());
        gateway = RunningGateway.start(
                Map.of("tracing.endpoint", address + COLLECTOR), Map.of("container-service", List.of(address)));
        cast = new Cast(gateway);
    }

    /** It is the collector, and the service behind the gateway. */
    private void take(HttpServerRequest request) {
        if (!request.path().equals(COLLECTOR)) {
            Optional.ofNullable(request.getHeader("traceparent")).ifPresent(parents::add);
            request.response().end("{}");
            return;
        }
        request.body().onSuccess(body -> {
            spansOf(body.toJsonObject()).forEach(spans::add);
            request.response().end("{}");
        });
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void everyStepIsASpanBelowTheRequestsOwn() throws Exception {
        cast.ownerA().sts().getCallerIdentity();

        JsonObject whole = awaited("sts GetCallerIdentity");
        List<JsonObject> below = below(whole);
        assertThat(below)
                .extracting(span -> span.getString("name"))
                .containsExactly("route", "authenticate", "refuse_replays", "limit", "authorise", "forward");
        assertThat(below).allSatisfy(span -> {
            assertThat(span.getString("traceId")).isEqualTo(whole.getString("traceId"));
            assertThat(nanos(span, "start")).isLessThanOrEqualTo(nanos(span, "end"));
            assertThat(nanos(span, "end")).isLessThanOrEqualTo(nanos(whole, "end"));
        });
        assertThat(whole.getInteger("kind")).isEqualTo(2);
        assertThat(whole.containsKey("parentSpanId")).isFalse();
        assertThat(attribute(whole, "http.response.status_code").getString("intValue"))
                .isEqualTo("200");
        assertThat(attribute(whole, "rolegate.account").getString("stringValue"))
                .isEqualTo(cast.accountA());
    }

    @Test
    void theServiceKnowsTheStepThatCallsItAsItsParent() throws Exception {
        new Delegation(cast).use(cast.credentialsOfOwnerA());

        String parent = await().until(parents::peek, header -> header != null);
        JsonObject forward = await().until(
                        () -> spans.stream()
                                .filter(span -> parent.contains(span.getString("spanId")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(parent).isEqualTo("00-" + forward.getString("traceId") + "-" + forward.getString("spanId") + "-01");
        assertThat(forward.getString("name")).isEqualTo("forward");
        assertThat(forward.getInteger("kind")).isEqualTo(3);
    }

    private JsonObject awaited(String name) {
        return await().until(
                        () -> spans.stream()
                                .filter(span -> name.equals(span.getString("name")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<JsonObject> below(JsonObject whole) {
        return spans.stream()
                .filter(span -> whole.getString("spanId").equals(span.getString("parentSpanId")))
                .toList();
    }

    private static long nanos(JsonObject span, String which) {
        return Long.parseLong(span.getString(which + "TimeUnixNano"));
    }

    private static JsonObject attribute(JsonObject span, String key) {
        return objects(span.getJsonArray("attributes"))
                .filter(attribute -> attribute.getString("key").equals(key))
                .findFirst()
                .orElseThrow()
                .getJsonObject("value");
    }

    private static Stream<JsonObject> spansOf(JsonObject request) {
        return objects(request.getJsonArray("resourceSpans"))
                .flatMap(resource -> objects(resource.getJsonArray("scopeSpans")))
                .flatMap(scope -> objects(scope.getJsonArray("spans")));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
