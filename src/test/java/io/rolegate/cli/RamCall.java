package io.rolegate.cli;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import java.util.Map;

/** Calls of the RAM API that a test makes of a process. */
final class RamCall {
    private RamCall() {}

    static UnsignedRequest of(String action, Map<String, String> parameters) {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action(action)
                .version(ApiVersions.RAM);
        parameters.forEach(request::query);
        return request.build();
    }
}
