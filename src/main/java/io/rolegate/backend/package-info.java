/** Mocked message service and Container Service with real behaviour in memory. */
@NullMarked
package io.rolegate.backend;

import org.jspecify.annotations.NullMarked;
