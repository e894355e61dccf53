/** Who is logged on in which browser. */
@NullMarked
package io.rolegate.console.session;

import org.jspecify.annotations.NullMarked;
