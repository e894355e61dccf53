/** The meters of the gateway, by Prometheus conventions. */
@NullMarked
package io.rolegate.metrics;

import org.jspecify.annotations.NullMarked;
