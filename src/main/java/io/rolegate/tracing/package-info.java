/** Distributed traces: the W3C trace context, and spans for a collector of OpenTelemetry. */
@NullMarked
package io.rolegate.tracing;

import org.jspecify.annotations.NullMarked;
