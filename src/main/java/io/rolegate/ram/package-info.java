/** The RAM API's operations (ram.md §4). */
@NullMarked
package io.rolegate.ram;

import org.jspecify.annotations.NullMarked;
