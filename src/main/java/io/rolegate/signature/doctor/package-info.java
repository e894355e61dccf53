/** Finds out why a recorded request's signature doesn't fit. For people, not for the gateway's own path: it may take its time. */
@NullMarked
package io.rolegate.signature.doctor;

import org.jspecify.annotations.NullMarked;
