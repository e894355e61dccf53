package io.rolegate.backend.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.backend.AssertionIssuer;
import io.rolegate.backend.BackendSettings;
import io.rolegate.backend.ServiceCaller;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerServiceTest {
    private final Vertx vertx = Vertx.vertx();
    private String url;
    private AssertionIssuer issuer;
    private ServiceCaller owner;
    private ServiceCaller stranger;

    @BeforeEach
    void start() throws Exception {
        issuer = new AssertionIssuer(vertx);
        ContainerServiceVerticle service = new ContainerServiceVerticle(BackendSettings.loopback(issuer.jwksUrl()));
        vertx.deployVerticle(service).await(10, TimeUnit.SECONDS);
        url = service.url();
        owner = new ServiceCaller(url, ContainerServiceVerticle.AUDIENCE, "1000000000000001", issuer);
        stranger = new ServiceCaller(url, ContainerServiceVerticle.AUDIENCE, "2000000000000002", issuer);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void accountsSeeOnlyTheirOwn() throws Exception {
        JsonObject created = new JsonObject(
                owner.send("POST", "/clusters", "{\"name\":\"shop\"}").body());
        String id = created.getString("cluster_id");

        assertThat(owner.get("/clusters/" + id).statusCode()).isEqualTo(200);
        assertThat(stranger.get("/clusters/" + id).body()).contains("ErrorClusterNotFound");
        assertThat(stranger.get("/k8s/" + id + "/user_config").body()).contains("ErrorClusterNotFound");
        assertThat(stranger.delete("/clusters/" + id).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/tasks/" + created.getString("task_id")).body())
                .contains("ErrorTaskNotFound");
        assertThat(stranger.get("/api/v1/clusters").body()).contains("\"total_count\":0");
    }

    @Test
    void errorsCarryBothSpellingsAndTheGatewaysRequestId() throws Exception {
        HttpResponse<String> response = owner.get("/clusters/none", "x-acs-request-id", "ABC-123");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(response.body()).getMap())
                .containsEntry("code", "ErrorClusterNotFound")
                .containsEntry("Code", "ErrorClusterNotFound")
                .containsEntry("requestId", "ABC-123")
                .containsEntry("RequestId", "ABC-123");
        assertThat(response.headers().firstValue("x-acs-request-id")).hasValue("ABC-123");
    }

    @Test
    void requestWithoutOwnAssertionIsRefused() throws Exception {
        HttpResponse<String> none = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/clusters"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        ServiceCaller elsewhere = new ServiceCaller(url, "message-service", "1000000000000001", issuer);

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(none.body()).getString("code")).isEqualTo("Forbidden.IdentityAssertion");
        assertThat(elsewhere.get("/api/v1/clusters").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"name\":7}",
                "{\"name\":\"-x\"}",
                "{\"name\":\"x\",\"region_id\":\"us-east-1\"}",
                "{\"name\":\"x\",\"num_of_nodes\":201}",
                "{\"name\":\"x\",\"num_of_nodes\":1.5}",
                "{\"name\":\"x\",\"cluster_type\":\"Toy\"}",
                "{\"name\":\"x\",\"kubernetes_version\":\"0.1\"}",
                "{\"name\":\"x\",\"tags\":[1]}",
                "{\"name\":\"x\",\"vswitch_ids\":\"v\"}"
            })
    void wrongClustersAreNotMade(String body) throws Exception {
        HttpResponse<String> response = owner.send("POST", "/clusters", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("ErrorParamFormat");
        assertThat(owner.get("/api/v1/clusters").body()).contains("\"total_count\":0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /api/v1/clusters?page_size=101           | ErrorParamFormat
            GET    | /api/v1/clusters?page_number=0           | ErrorParamFormat
            GET    | /api/v1/clusters?name=a&name=b           | ErrorParamFormat
            GET    | /templates?page_size=x                   | ErrorParamFormat
            GET    | /api/v1/metadata/versions?Region=elsewhere | ErrorParamFormat
            GET    | /nowhere                                 | InvalidAction.NotFound
            GET    | /clusters/x/                             | InvalidAction.NotFound
            GET    | /clusters/%2e%2e/tasks                   | InvalidAction.NotFound
            PATCH  | /clusters                                | InvalidAction.NotFound
            GET    | /tasks/T-1                               | ErrorTaskNotFound
            """)
    void wrongRequestsAreToldWhy(String method, String path, String code) throws Exception {
        assertThat(owner.send(method, path, "").body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    void quotaIsKept() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(owner.send("POST", "/clusters", "{\"name\":\"c" + i + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(owner.send("POST", "/clusters", "{\"name\":\"more\"}").body())
                .contains("ErrorQuotaExceeded");
        assertThat(owner.get("/api/v1/clusters?page_number=5&page_size=12").body())
                .contains("\"c48\"", "\"c49\"")
                .contains("\"total_count\":50");
    }
}
