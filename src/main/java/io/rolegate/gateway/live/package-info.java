/** What the gateway does right now, for its operators: a short history of its meters. */
@NullMarked
package io.rolegate.gateway.live;

import org.jspecify.annotations.NullMarked;
