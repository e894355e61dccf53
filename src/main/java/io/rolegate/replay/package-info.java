/** The registry of nonces already seen. */
@NullMarked
package io.rolegate.replay;

import org.jspecify.annotations.NullMarked;
