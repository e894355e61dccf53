/** Faults that the mocked backends commit on demand, so that a gateway's resilience can be tried. */
@NullMarked
package io.rolegate.backend.fault;

import org.jspecify.annotations.NullMarked;
