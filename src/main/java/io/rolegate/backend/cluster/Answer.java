package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What an operation answers: JSON, or nothing. */
record Answer(int status, Optional<String> body) {
    static Answer json(JsonObject body) {
        return new Answer(200, Optional.of(body.encode()));
    }

    static Answer json(JsonArray body) {
        return new Answer(200, Optional.of(body.encode()));
    }

    static Answer error(int status, JsonObject body) {
        return new Answer(status, Optional.of(body.encode()));
    }

    static Answer empty(int status) {
        return new Answer(status, Optional.empty());
    }
}
