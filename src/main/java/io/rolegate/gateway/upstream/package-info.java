/** The upstreams of proxied services: connections, choice, health and circuit breakers. */
@NullMarked
package io.rolegate.gateway.upstream;

import org.jspecify.annotations.NullMarked;
