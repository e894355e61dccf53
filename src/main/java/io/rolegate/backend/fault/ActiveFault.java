package io.rolegate.backend.fault;

import io.vertx.core.json.JsonObject;
import java.util.random.RandomGenerator;

/** A fault in force, and how often it has happened. One whose count is used up stays, to be looked at. */
final class ActiveFault {
    private final String id;
    private final JsonObject definition;
    private final Fault fault;
    private int happened;

    ActiveFault(String id, JsonObject definition) {
        this.id = id;
        this.definition = definition.copy();
        this.fault = FaultReader.read(definition);
    }

    String id() {
        return id;
    }

    JsonObject definition() {
        return definition.copy();
    }

    Fault fault() {
        return fault;
    }

    int timesHappened() {
        return happened;
    }

    /** Whether it happens to this request. */
    boolean isDue(String method, String path, RandomGenerator random) {
        boolean left = fault.count() == Fault.UNLIMITED || happened < fault.count();
        return left && fault.fits(method, path) && random.nextDouble() < fault.probability();
    }

    void happened() {
        happened++;
    }
}
