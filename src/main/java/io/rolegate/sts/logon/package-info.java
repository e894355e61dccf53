/** Logging on to the console with a password and a second factor, and what slows down who guesses. */
@NullMarked
package io.rolegate.sts.logon;

import org.jspecify.annotations.NullMarked;
