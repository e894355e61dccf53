/** Drafts service files from OpenAPI documents. */
@NullMarked
package io.rolegate.config.openapi;

import org.jspecify.annotations.NullMarked;
