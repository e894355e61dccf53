/** Calls the gateway as its callers do: signed requests over HTTP. */
@NullMarked
package io.rolegate.client;

import org.jspecify.annotations.NullMarked;
