package io.rolegate.console.call;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.client.SignedClient;
import io.rolegate.client.SignedClient.Reply;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.sts.StsOperations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one identity, signed, for one browser, to the API listener. Every future fails with {@link CallRefused} where the gateway or
 * the service behind it says no.
 */
public final class Calls {
    private static final String CONTAINER_SERVICE = "2015-12-15";
    private static final String RAM = "2015-05-01";
    private static final String DECODE = "ram:DecodeDiagnosticMessage";
    private static final String MESSAGE_SERVICE = "2015-06-06";

    private final SignedClient client;
    private final SigningCredentials credentials;
    private final ConsoleClient browser;

    public Calls(SignedClient client, SigningCredentials credentials, ConsoleClient browser) {
        this.client = client;
        this.credentials = credentials;
        this.browser = browser;
    }

    /** An operation of STS. */
    public Future<JsonObject> sts(String action, Map<String, String> parameters) {
        return builtIn(StsOperations.VERSION, action, parameters);
    }

    /** An operation of RAM. */
    public Future<JsonObject> ram(String action, Map<String, String> parameters) {
        return builtIn(RAM, action, parameters);
    }

    /** An operation beyond the original. */
    public Future<JsonObject> beyond(String action, Map<String, String> parameters) {
        return builtIn(OperationCatalogue.OWN_VERSION, action, parameters);
    }

    /** Parameters go in a form, where there is room for policy documents. */
    private Future<JsonObject> builtIn(String version, String action, Map<String, String> parameters) {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action(action)
                .version(version);
        parameters.forEach(request::form);
        return send(request, Dialect.ACS3).map(reply -> new JsonObject(reply.body()));
    }

    /**
     * A call to the Container Service.
     *
     * @param body null for none
     * @return the answer's fields; an array as the field {@code items}
     */
    public Future<JsonObject> clusters(
            String method, String path, Map<String, String> query, @Nullable JsonObject body) {
        UnsignedRequest.Builder request =
                UnsignedRequest.builder(Dialect.ACS3, method, path).version(CONTAINER_SERVICE);
        query.forEach(request::query);
        if (body != null) {
            request.header("content-type", "application/json")
                    .body(body.encode().getBytes(StandardCharsets.UTF_8));
        }
        return send(request, Dialect.ACS3).map(reply -> json(reply.body()));
    }

    private static JsonObject json(String body) {
        if (body.startsWith("[")) {
            return new JsonObject().put("items", new JsonArray(body));
        }
        return body.isBlank() ? new JsonObject() : new JsonObject(body);
    }

    /** A call to the message service that sends nothing. */
    public Future<Reply> messages(String method, String path, UnaryOperator<UnsignedRequest.Builder> more) {
        return send(more.apply(message(method, path)), Dialect.MNS);
    }

    /** A call to the message service with a body. */
    public Future<Reply> messages(
            String method, String path, XmlBody body, UnaryOperator<UnsignedRequest.Builder> more) {
        return send(
                more.apply(message(method, path))
                        .header("content-type", "text/xml;charset=UTF-8")
                        .body(body.toString().getBytes(StandardCharsets.UTF_8)),
                Dialect.MNS);
    }

    private static UnsignedRequest.Builder message(String method, String path) {
        return UnsignedRequest.builder(Dialect.MNS, method, path).version(MESSAGE_SERVICE);
    }

    private Future<Reply> send(UnsignedRequest.Builder request, Dialect dialect) {
        UnsignedRequest complete = request.header(ConsoleClient.headerName(dialect), browser.toString())
                .build();
        return client.call(complete, credentials)
                .compose(reply -> reply.succeeded()
                        ? Future.succeededFuture(reply)
                        : diagnosed(Explanation.of(reply.status(), reply.body(), reply.requestId()))
                                .compose(explanation -> Future.failedFuture(new CallRefused(explanation))));
    }

    /** Adds which policy and statement decided, where the caller may know; asks first, so that no refusal of it is recorded. */
    private Future<Explanation> diagnosed(Explanation explanation) {
        String encoded = explanation.encodedDiagnosis();
        if (encoded == null || DECODE.equals(explanation.action())) {
            return Future.succeededFuture(explanation);
        }
        return beyond("TestPermissions", Map.of("AuthAction.1", DECODE, "AuthResource.1", "*"))
                .compose(tested -> isAllowed(tested)
                        ? ram("DecodeDiagnosticMessage", Map.of("EncodedDiagnosticMessage", encoded))
                                .map(answer -> explanation.with(answer.getJsonObject("DecodedDiagnosticMessage")
                                        .getMap()))
                        : Future.succeededFuture(explanation))
                .recover(failure -> Future.succeededFuture(explanation));
    }

    private static boolean isAllowed(JsonObject tested) {
        return "Allow"
                .equals(tested.getJsonObject("EvaluationResults")
                        .getJsonArray("EvaluationResult")
                        .getJsonObject(0)
                        .getString("Decision"));
    }
}
