package io.rolegate.api;

import io.rolegate.identity.Principal;
import java.util.concurrent.CompletionStage;

/**
 * An operation that is called without a signature: who calls is proven by the parameters themselves. Everything after that is
 * as for any other operation: its permissions are decided for the principal so proven.
 */
public interface UnsignedOperation extends Operation {
    /** Who the parameters prove to be calling. Fails with {@link ApiException} where they prove nobody. */
    CompletionStage<Principal> identify(Parameters parameters);
}
