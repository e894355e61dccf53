/** The four signing dialects: canonical request, string to sign, verify and sign (signatures.md). Pure Java. */
@NullMarked
package io.rolegate.signature;

import org.jspecify.annotations.NullMarked;
