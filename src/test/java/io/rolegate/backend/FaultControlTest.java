package io.rolegate.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rolegate.backend.cluster.ContainerServiceVerticle;
import io.rolegate.backend.message.MessageServiceVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults happen to the calls of a service, as they were set by its control endpoint. */
class FaultControlTest {
    private static final String ACCOUNT = "1000000000000001";
    private static final String MESSAGE = "<Message><MessageBody>hello</MessageBody></Message>";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private AssertionIssuer issuer;
    private MessageServiceVerticle service;
    private ServiceCaller caller;

    @BeforeEach
    void start() throws Exception {
        issuer = new AssertionIssuer(vertx);
        service = new MessageServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()));
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        caller = new ServiceCaller(service.url(), MessageServiceVerticle.AUDIENCE, ACCOUNT, issuer);
        assertThat(caller.send("PUT", "/queues/orders-1", "").statusCode()).isEqualTo(201);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void errorIsTheServicesOwn() throws Exception {
        add("{'effect':'error','status':503,'code':'QpsLimitExceeded','retryAfterSeconds':7,'count':1}");

        HttpResponse<String> refused = caller.get("/queues");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("<Code>QpsLimitExceeded</Code>").contains("<RequestId>");
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(caller.get("/queues").statusCode()).isEqualTo(200);
    }

    @Test
    void containerServiceAnswersErrorsInJson() throws Exception {
        ContainerServiceVerticle clusters = new ContainerServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()));
        vertx.deployVerticle(clusters).await(10, TimeUnit.SECONDS);
        control(clusters.url(), "POST", "", "{'effect':'error','status':500,'code':'Wrecked','message':'as asked'}");

        HttpResponse<String> refused = new ServiceCaller(
                        clusters.url(), ContainerServiceVerticle.AUDIENCE, ACCOUNT, issuer)
                .get("/api/v1/clusters");

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("Wrecked");
        assertThat(new JsonObject(refused.body()).getString("message")).isEqualTo("as asked");
    }

    @Test
    void onlyRequestsThatFitSuffer() throws Exception {
        add("{'effect':'error','status':500,'methods':['POST'],'path':'/queues/*/messages'}");

        assertThat(caller.send("POST", "/queues/orders-1/messages", MESSAGE).statusCode())
                .isEqualTo(500);
        assertThat(caller.get("/queues/orders-1/messages?peekonly=true").statusCode())
                .isEqualTo(404);
        assertThat(caller.get("/queues").statusCode()).isEqualTo(200);
    }

    @Test
    void errorBeforeTheOperationLeavesItUndone() throws Exception {
        add("{'effect':'error','path':'/queues/*/messages','methods':['POST']}");

        caller.send("POST", "/queues/orders-1/messages", MESSAGE);

        assertThat(activeMessages()).isZero();
    }

    @Test
    void errorAfterTheOperationHidesThatItWasDone() throws Exception {
        add("{'effect':'error','path':'/queues/*/messages','methods':['POST'],'when':'after'}");

        HttpResponse<String> refused = caller.send("POST", "/queues/orders-1/messages", MESSAGE);

        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(refused.body()).contains("<Code>InternalError</Code>");
        assertThat(activeMessages()).isOne();
    }

    @Test
    void resetEndsTheConnectionWithoutAnAnswer() throws Exception {
        add("{'effect':'reset','count':1}");

        assertThatThrownBy(() -> rawAnswer("/queues")).isInstanceOf(SocketException.class);
        assertThat(rawAnswer("/queues")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void resetAfterTheOperationLosesTheAnswerOnly() throws Exception {
        add("{'effect':'reset','when':'after','methods':['POST']}");

        assertThatThrownBy(() -> caller.send("POST", "/queues/orders-1/messages", MESSAGE))
                .isInstanceOf(IOException.class);

        assertThat(activeMessages()).isOne();
    }

    @Test
    void truncatedBodyIsShorterThanItsLength() throws Exception {
        add("{'effect':'truncate','afterBytes':40}");

        String answer = rawAnswer("/queues");

        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).hasSize(40).startsWith("<?xml");
        assertThat(answer).doesNotContain("Content-Length: 40\r\n").containsIgnoringCase("content-length: ");
    }

    @Test
    void slowBodyArrivesWhole() throws Exception {
        add("{'effect':'slow','bytesPerSecond':2000}");
        long started = System.nanoTime();

        String body = caller.get("/queues").body();

        assertThat(body).endsWith("</Queues>");
        // Half of what the rate says, as the first piece may come at once.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(body.length() / 4));
    }

    @Test
    void delayedRequestTakesAtLeastTheDelay() throws Exception {
        add("{'effect':'delay','delayMillis':200}");
        long started = System.nanoTime();

        assertThat(caller.send("POST", "/queues/orders-1/messages", MESSAGE).statusCode())
                .isEqualTo(201);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void hungRequestHoldsNobodyElse() throws Exception {
        add("{'effect':'hang','path':'/topics'}");

        CompletableFuture<HttpResponse<String>> hung = caller.sendAsync("GET", "/topics");
        await().until(() -> happened() == 1);

        assertThat(caller.get("/queues").statusCode()).isEqualTo(200);
        assertThat(hung).isNotDone();
    }

    @Test
    void faultsAreListedAndRemoved() throws Exception {
        String first = add("{'effect':'hang','path':'/topics'}");
        add("{'effect':'error','count':2,'probability':0.5}");

        JsonArray list = new JsonArray(control(service.url(), "GET", "", "").body());
        assertThat(list.getJsonObject(0).getString("id")).isEqualTo(first);
        assertThat(list.getJsonObject(1).getJsonObject("fault"))
                .isEqualTo(
                        new JsonObject().put("effect", "error").put("count", 2).put("probability", 0.5));

        assertThat(control(service.url(), "DELETE", "/" + first, "").statusCode())
                .isEqualTo(204);
        assertThat(control(service.url(), "DELETE", "/" + first, "").statusCode())
                .isEqualTo(404);
        assertThat(control(service.url(), "DELETE", "", "").statusCode()).isEqualTo(204);
        assertThat(control(service.url(), "GET", "", "").body()).isEqualTo("[]\n");
    }

    @Test
    void wrongDefinitionIsRefusedWithItsField() throws Exception {
        HttpResponse<String> refused = control(service.url(), "POST", "", "{'effect':'hang','probability':2}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(refused.body()).getString("error")).startsWith("probability: ");
        assertThat(control(service.url(), "POST", "", "hang!").statusCode()).isEqualTo(400);
        assertThat(control(service.url(), "GET", "", "").body()).isEqualTo("[]\n");
    }

    @Test
    void forwardedRequestsAndWebFormsSetNoFaults() throws Exception {
        assertThat(caller.send("POST", "/_faults", "{\"effect\":\"hang\"}", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(403);
        HttpRequest form = HttpRequest.newBuilder(URI.create(service.url() + "/_faults"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"effect\":\"hang\"}"))
                .build();
        assertThat(http.send(form, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);

        assertThat(caller.get("/queues").statusCode()).isEqualTo(200);
    }

    private String add(String fault) throws Exception {
        HttpResponse<String> added = control(service.url(), "POST", "", fault);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return new JsonObject(added.body()).getString("id");
    }

    private HttpResponse<String> control(String url, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_faults" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private int happened() throws Exception {
        return new JsonArray(control(service.url(), "GET", "", "").body())
                .getJsonObject(0)
                .getInteger("happened");
    }

    private int activeMessages() throws Exception {
        String attributes = caller.get("/queues/orders-1").body();
        return Integer.parseInt(attributes.replaceAll("(?s).*<ActiveMessages>(\\d+)</ActiveMessages>.*", "$1"));
    }

    /** All that comes over a connection of its own, until it ends. */
    private String rawAnswer(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n" + AssertionVerifier.HEADER + ": "
                            + issuer.assertion(MessageServiceVerticle.AUDIENCE, ACCOUNT) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
