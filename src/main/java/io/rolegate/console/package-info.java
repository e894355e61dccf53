/** The web console, a client of the API listener. */
@NullMarked
package io.rolegate.console;

import org.jspecify.annotations.NullMarked;
