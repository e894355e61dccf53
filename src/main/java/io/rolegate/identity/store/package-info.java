/** The SQL store behind the directory: schema, caches, change log, keys. */
@NullMarked
package io.rolegate.identity.store;

import org.jspecify.annotations.NullMarked;
