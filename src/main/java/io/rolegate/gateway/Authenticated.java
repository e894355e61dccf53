package io.rolegate.gateway;

import io.rolegate.api.Invocation;
import io.rolegate.gateway.service.Target;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Verified;

/** A request of a known caller. */
record Authenticated(Routed routed, Proof proof, Caller caller, RequestBody body) {
    Exchange exchange() {
        return routed.exchange();
    }

    Target target() {
        return routed.target();
    }

    /** What was signed: services behind the gateway are called with a signature only. */
    Verified verified() {
        if (proof instanceof Proof.Signature signature) {
            return signature.verified();
        }
        throw new IllegalStateException("An unsigned call is never forwarded");
    }

    CallView call() {
        return proof.call();
    }

    Authenticated withCaller(Caller newer) {
        return new Authenticated(routed, proof, newer, body);
    }

    /** The call as built-in operations take it. */
    Invocation invocation() {
        return new Invocation(
                caller.principal(),
                caller.logon(),
                caller.accessKeyId(),
                proof.parameters(),
                exchange().requestId(),
                exchange().callerAddress(),
                exchange().time());
    }
}
