/** A Container Service in memory: clusters, node pools, nodes, tasks that take their time (ram.md §8). */
@NullMarked
package io.rolegate.backend.cluster;

import org.jspecify.annotations.NullMarked;
