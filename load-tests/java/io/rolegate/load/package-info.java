/** Gatling simulations of callers, who sign every request anew with the signers of our own client. README, "Load tests". */
@NullMarked
package io.rolegate.load;

import org.jspecify.annotations.NullMarked;
