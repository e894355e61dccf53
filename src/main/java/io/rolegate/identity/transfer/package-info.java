/** An account's identities and policies as one value: compared with what is stored, and brought into the store. */
@NullMarked
package io.rolegate.identity.transfer;

import org.jspecify.annotations.NullMarked;
