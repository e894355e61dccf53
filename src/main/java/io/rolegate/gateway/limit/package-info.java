/** How much of the gateway each caller, account and service may use: rates and requests at one time. */
@NullMarked
package io.rolegate.gateway.limit;

import org.jspecify.annotations.NullMarked;
