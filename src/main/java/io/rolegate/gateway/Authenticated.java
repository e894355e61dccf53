package io.rolegate.gateway;

import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.gateway.service.Target;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Parameter;
import io.rolegate.signature.Verified;
import java.util.HashMap;
import java.util.Map;

/**
 * A request whose signature holds.
 *
 * @param credential what signed it, to look at the caller again where the directory has changed
 * @param verified what was signed: routed, authorised, recorded and forwarded is this and nothing else
 */
record Authenticated(Routed routed, Credential credential, Caller caller, Verified verified, RequestBody body) {
    Exchange exchange() {
        return routed.exchange();
    }

    Target target() {
        return routed.target();
    }

    CallView call() {
        return verified.call();
    }

    Authenticated withCaller(Caller newer) {
        return new Authenticated(routed, credential, newer, verified, body);
    }

    /** The call as built-in operations take it. */
    Invocation invocation() {
        Map<String, String> parameters = new HashMap<>();
        call().query().forEach(parameter -> add(parameters, parameter));
        call().form().forEach(parameter -> add(parameters, parameter));
        return new Invocation(
                caller.principal(),
                caller.logon(),
                caller.accessKeyId(),
                new Parameters(parameters),
                exchange().requestId(),
                exchange().callerAddress(),
                exchange().time());
    }

    private static void add(Map<String, String> parameters, Parameter parameter) {
        parameters.put(parameter.name(), parameter.value());
    }
}
