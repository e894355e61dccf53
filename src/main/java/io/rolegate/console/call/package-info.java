/** Signed calls to the API listener, and what comes back. */
@NullMarked
package io.rolegate.console.call;

import org.jspecify.annotations.NullMarked;
