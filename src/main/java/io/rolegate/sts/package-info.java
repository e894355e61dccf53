/** SecurityTokens and the STS operations: AssumeRole, GetCallerIdentity. */
@NullMarked
package io.rolegate.sts;

import org.jspecify.annotations.NullMarked;
