package io.rolegate.gateway;

import io.rolegate.api.Parameters;
import io.rolegate.api.UnsignedOperation;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Verified;
import java.util.HashMap;
import java.util.Map;

/** What proves who calls; kept to look at the caller again where the directory has changed. */
sealed interface Proof {
    /** The call as far as it is proven: routed, authorised, recorded and forwarded is this and nothing else. */
    CallView call();

    /** What the call says to built-in operations. */
    default Parameters parameters() {
        Map<String, String> values = new HashMap<>();
        call().query().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        call().form().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return new Parameters(values);
    }

    /** A signature that holds. */
    record Signature(Credential credential, Verified verified) implements Proof {
        @Override
        public CallView call() {
            return verified.call();
        }
    }

    /** What the parameters of an unsigned operation hold, such as an identity provider's token. */
    record Content(UnsignedOperation operation, CallView call) implements Proof {}
}
