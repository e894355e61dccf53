package io.rolegate.api;

/**
 * The errors that built-in services and the gateway answer with, beside those of signing (signatures.md §8, ram.md §3.3, §4, §5).
 * Each has its name and status towards RPC and ROA callers, and towards the message service's SDKs.
 */
public enum ErrorCode {
    MISSING_PARAMETER("MissingParameter", 400, "InvalidArgument", 400),
    INVALID_PARAMETER("InvalidParameter", 400, "InvalidArgument", 400),
    INVALID_ACTION_NOT_FOUND("InvalidAction.NotFound", 404, "InvalidRequestURL", 404),
    INVALID_REQUEST_URL("InvalidRequestURL", 400, "InvalidRequestURL", 400),
    INVALID_QUERY_STRING("InvalidQueryString", 400, "InvalidQueryString", 400),
    INVALID_HEADER("InvalidHeader", 400, "InvalidArgument", 400),
    INVALID_BODY("InvalidRequestBody", 400, "InvalidArgument", 400),
    METHOD_NOT_ALLOWED("UnsupportedHTTPMethod", 405, "InvalidRequestURL", 405),
    REQUEST_TIMEOUT("RequestTimeout", 408, "RequestTimeout", 408),
    URI_TOO_LONG("RequestURITooLong", 414, "InvalidRequestURL", 414),
    MISDIRECTED_REQUEST("MisdirectedRequest", 421, "InvalidArgument", 421),
    HEADERS_TOO_LARGE("RequestHeaderFieldsTooLarge", 431, "InvalidArgument", 431),
    REQUEST_TOO_LARGE("RequestEntityTooLarge", 413, "InvalidArgument", 413),
    EXPECTATION_FAILED("ExpectationFailed", 417, "InvalidArgument", 417),
    NOT_SUPPORT("NotSupport", 400, "InvalidArgument", 400),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400, "InvalidArgument", 400),
    NO_PERMISSION("NoPermission", 403, "AccessDenied", 403),
    FORBIDDEN_RAM("Forbidden.RAM", 403, "AccessDenied", 403),
    CHECK_AUTHENTICATION_CODE_FAIL("CheckAuthenticationCodeFail", 403, "AccessDenied", 403),
    CHECK_OLD_PASSWORD_FAIL("CheckOldPasswordFail", 403, "AccessDenied", 403),
    AUTHENTICATION_FAIL("AuthenticationFail.NoPermission", 403, "AccessDenied", 403),
    OIDC_TOKEN("AuthenticationFail.OIDCToken", 400, "InvalidArgument", 400),
    ENTITY_NOT_EXIST("EntityNotExist", 404, "InvalidArgument", 404),
    ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409, "InvalidArgument", 409),
    DELETE_CONFLICT("DeleteConflict", 409, "InvalidArgument", 409),
    LIMIT_EXCEEDED("LimitExceeded", 409, "InvalidArgument", 409),
    CONCURRENT_CHANGE("ConcurrentModification", 409, "InvalidArgument", 409),
    THROTTLING_USER("Throttling.User", 429, "QpsLimitExceeded", 503),
    THROTTLING_API("Throttling.Api", 429, "QpsLimitExceeded", 503),
    CLIENT_CLOSED_REQUEST("ClientClosedRequest", 499, "ClientClosedRequest", 499),
    INTERNAL_ERROR("InternalError", 500, "InternalError", 500),
    BAD_GATEWAY("ServiceUnavailable.Upstream", 502, "ServiceUnavailable", 502),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "ServiceUnavailable", 503),
    VERSION_NOT_SUPPORTED("HTTPVersionNotSupported", 505, "InvalidArgument", 505),
    GATEWAY_TIMEOUT("ServiceUnavailable.Timeout", 504, "ServiceUnavailable", 504);

    private final String code;
    private final int status;
    private final String messageServiceCode;
    private final int messageServiceStatus;

    ErrorCode(String code, int status, String messageServiceCode, int messageServiceStatus) {
        this.code = code;
        this.status = status;
        this.messageServiceCode = messageServiceCode;
        this.messageServiceStatus = messageServiceStatus;
    }

    /** The code towards RPC and ROA callers. */
    public String code() {
        return code;
    }

    /** The HTTP status towards RPC and ROA callers. */
    public int status() {
        return status;
    }

    /** The code towards callers of the message service's dialect. */
    public String messageServiceCode() {
        return messageServiceCode;
    }

    /** The HTTP status towards callers of the message service's dialect. */
    public int messageServiceStatus() {
        return messageServiceStatus;
    }
}
