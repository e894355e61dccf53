/** A message service in memory: queues, messages, topics, subscriptions, in XML over HTTP (ram.md §7). */
@NullMarked
package io.rolegate.backend.message;

import org.jspecify.annotations.NullMarked;
