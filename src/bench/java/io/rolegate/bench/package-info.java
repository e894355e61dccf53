/** Measures the gateway side by side with others: same backend, same requests, by turns. See docs/performance.md. */
@NullMarked
package io.rolegate.bench;

import org.jspecify.annotations.NullMarked;
