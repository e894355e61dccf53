/** What built-in RPC services share: parameters, answers in JSON and XML, the error catalogue. */
@NullMarked
package io.rolegate.api;

import org.jspecify.annotations.NullMarked;
