/** Reads the audit log back: for commands, and for people of the accounts that its events concern. */
@NullMarked
package io.rolegate.trail;

import org.jspecify.annotations.NullMarked;
