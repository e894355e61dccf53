package io.rolegate.backend.cluster;

import io.rolegate.backend.Caller;
import io.rolegate.backend.RequestOrigin;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A verified request as the operations read it, with the one moment at which it happens. */
final class ClusterRequest {
    private final RoutingContext context;
    private final ClusterAccount account;
    private final Instant now;

    ClusterRequest(RoutingContext context, ClusterAccount account, Instant now) {
        this.context = context;
        this.account = account;
        this.now = now;
    }

    ClusterAccount account() {
        return account;
    }

    Caller caller() {
        return RequestOrigin.of(context).caller();
    }

    String requestId() {
        return RequestOrigin.of(context).requestId();
    }

    Instant now() {
        return now;
    }

    /** A part of the path. */
    String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), "the route names " + name);
    }

    Cluster cluster() {
        return account.cluster(path("cluster"));
    }

    Cluster changeableCluster() {
        return account.changeable(path("cluster"));
    }

    /** A query parameter; ErrorParamFormat where it is there twice. An empty one is none. */
    Optional<String> query(String name) {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw ClusterError.PARAM_FORMAT.because(name + " is there more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    boolean queryFlag(String name) {
        Optional<String> value = query(name);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            throw ClusterError.PARAM_FORMAT.because(name + " should be true or false");
        }
        return value.isPresent() && value.get().equals("true");
    }

    int queryNumber(String name, int min, int max, int otherwise) {
        Optional<String> value = query(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value.get());
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw ClusterError.PARAM_FORMAT.because(name + " should be a whole number from " + min + " to " + max);
    }

    /** The texts of a query parameter that is a JSON list, or of the parameters {@code name.1}, {@code name.2} and so on. */
    List<String> queryList(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : queryArray(name)) {
            if (!(item instanceof String text)) {
                throw ClusterError.PARAM_FORMAT.because(name + " should be a list of texts");
            }
            texts.add(text);
        }
        Optional<String> next = query(name + ".1");
        for (int number = 2; next.isPresent(); number++) {
            texts.add(next.get());
            next = query(name + '.' + number);
        }
        return texts;
    }

    /** A query parameter that is a JSON list; empty where it isn't there. */
    JsonArray queryArray(String name) {
        try {
            return query(name).map(JsonArray::new).orElseGet(JsonArray::new);
        } catch (DecodeException e) {
            throw ClusterError.PARAM_FORMAT.because(name + " should be a JSON list");
        }
    }

    /** The body's object; an empty body stands for an empty one. */
    Fields body() {
        String text = text();
        try {
            return new Fields(text.isBlank() ? new JsonObject() : new JsonObject(text));
        } catch (DecodeException e) {
            throw ClusterError.PARAM_FORMAT.because("the request body should be a JSON object");
        }
    }

    /** The objects of a body that is a list. */
    List<Fields> bodyList() {
        try {
            JsonArray array = new JsonArray(text());
            if (array.isEmpty() || !array.stream().allMatch(JsonObject.class::isInstance)) {
                throw ClusterError.PARAM_FORMAT.because("the request body should be a list of objects");
            }
            return array.stream().map(JsonObject.class::cast).map(Fields::new).toList();
        } catch (DecodeException e) {
            throw ClusterError.PARAM_FORMAT.because("the request body should be a JSON list");
        }
    }

    private String text() {
        String text = context.body().asString();
        return text == null ? "" : text;
    }
}
