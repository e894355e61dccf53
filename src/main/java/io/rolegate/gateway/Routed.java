package io.rolegate.gateway;

import io.rolegate.gateway.service.Target;
import io.rolegate.signature.CallView;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that is well-formed and asks for a known operation.
 *
 * @param call the one parse that every later check reads
 * @param formBody the body, where it was read because it holds parameters
 */
record Routed(Exchange exchange, CallView call, Target target, @Nullable Buffer formBody) {}
