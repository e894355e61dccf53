/** The RAM policy language: parse, validate, evaluate, explain (ram.md §1). Pure Java. */
@NullMarked
package io.rolegate.policy;

import org.jspecify.annotations.NullMarked;
