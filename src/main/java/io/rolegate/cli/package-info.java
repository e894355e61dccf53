/** The commands and the composition root. */
@NullMarked
package io.rolegate.cli;

import org.jspecify.annotations.NullMarked;
