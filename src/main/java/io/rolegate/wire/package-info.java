/** What every listener shares between socket and request: framing, limits, TLS, the life of connections. */
@NullMarked
package io.rolegate.wire;

import org.jspecify.annotations.NullMarked;
