/** The identity model and the interfaces of the directory behind it. Free of Vert.x. */
@NullMarked
package io.rolegate.identity;

import org.jspecify.annotations.NullMarked;
