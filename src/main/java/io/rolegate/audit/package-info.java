/** Audit records and where they are kept. */
@NullMarked
package io.rolegate.audit;

import org.jspecify.annotations.NullMarked;
