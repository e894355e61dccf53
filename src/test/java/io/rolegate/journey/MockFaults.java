package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.cli.RunningGateway;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sets the faults of a mocked service behind the gateway. */
final class MockFaults {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI control;

    MockFaults(RunningGateway gateway, String service) {
        this.control = URI.create(gateway.upstream(service) + "/_faults");
    }

    /** Adds a fault; single quotes stand for double ones. */
    void add(String definition) throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(definition.replace('\'', '"'));
        assertThat(send("POST", body).statusCode()).isEqualTo(201);
    }

    void clear() throws Exception {
        assertThat(send("DELETE", HttpRequest.BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
    }

    /** How often the faults in force have happened, all together. */
    int happened() throws Exception {
        JsonArray list =
                new JsonArray(send("GET", HttpRequest.BodyPublishers.noBody()).body());
        int sum = 0;
        for (int i = 0; i < list.size(); i++) {
            sum += list.getJsonObject(i).getInteger("happened");
        }
        return sum;
    }

    private HttpResponse<String> send(String method, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(control)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
