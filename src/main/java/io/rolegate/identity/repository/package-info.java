/**
 * What a transaction on the identity store can do, one interface an entity. Missing entities fail with {@link
 * io.rolegate.identity.DirectoryException}, except where an Optional is returned; so do duplicates, conflicts on deletion and
 * quotas.
 */
@NullMarked
package io.rolegate.identity.repository;

import org.jspecify.annotations.NullMarked;
