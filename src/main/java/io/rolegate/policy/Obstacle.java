package io.rolegate.policy;

import java.util.List;

/** Why a statement that is about the requested action did not apply. */
public sealed interface Obstacle {
    /**
     * No pattern matches the requested resource.
     *
     * @param key Resource or NotResource
     */
    record Resource(String key, List<String> patterns) implements Obstacle {}

    /** The trust policy's statement names others. */
    record Principal(List<String> named) implements Obstacle {}

    /** Conditions that did not hold, with what the request had instead. */
    record Conditions(List<Unmet> unmet) implements Obstacle {}

    /**
     * A condition that did not hold.
     *
     * @param expected the policy's values
     * @param found the request's; empty where it had none
     */
    record Unmet(String operator, String key, List<String> expected, List<String> found) {}
}
