/** Reads YAML, environment and options into the settings records that each package declares. */
@NullMarked
package io.rolegate.config;

import org.jspecify.annotations.NullMarked;
