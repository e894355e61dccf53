/** The data plane: the pipeline, service definitions, routing, authorisation, forwarding. */
@NullMarked
package io.rolegate.gateway;

import org.jspecify.annotations.NullMarked;
