/** Pages of HTML: texts, templates, forms, what keeps browsers safe. */
@NullMarked
package io.rolegate.console.web;

import org.jspecify.annotations.NullMarked;
