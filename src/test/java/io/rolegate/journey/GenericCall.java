package io.rolegate.journey;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.exceptions.ClientException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Operations that no SDK has a model of, by the generic call of the official core SDK. */
final class GenericCall {
    private static final String VERSION = "2026-11-01";

    private GenericCall() {}

    /** The answer; a ClientException with the error's code where the call is refused. */
    static JsonObject call(Sdk sdk, String action, Map<String, String> parameters) throws ClientException {
        CommonRequest request = new CommonRequest();
        request.setSysProtocol(sdk.protocol());
        request.setSysDomain(sdk.hostAndPort());
        request.setSysVersion(VERSION);
        request.setSysAction(action);
        parameters.forEach(request::putQueryParameter);
        return new JsonObject(sdk.core().getCommonResponse(request).getData());
    }

    /** {@code 200}, or the error's code. */
    static String outcome(Sdk sdk, String action, Map<String, String> parameters) {
        try {
            call(sdk, action, parameters);
            return Delegation.WORKS;
        } catch (ClientException refused) {
            return refused.getErrCode();
        }
    }
}
