package io.rolegate.wire;

import java.time.Duration;

/**
 * How the process ends.
 *
 * @param notice how long readiness is refused while everything is still served, for balancers to notice
 * @param limit how long what is under way may take to finish
 */
public record DrainSettings(Duration notice, Duration limit) {}
