/** Pages that watch what others do in an account, and end it. */
@NullMarked
package io.rolegate.console.page.oversight;

import org.jspecify.annotations.NullMarked;
