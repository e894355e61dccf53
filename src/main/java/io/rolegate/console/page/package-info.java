/** The pages themselves, by topic. */
@NullMarked
package io.rolegate.console.page;

import org.jspecify.annotations.NullMarked;
