package io.rolegate.signature;

import org.jspecify.annotations.Nullable;

/** Why a request isn't authentic, with code and HTTP status for STS, RAM and CS and for MNS (signatures.md 8). */
public enum RejectionReason {
    TIME_OUTSIDE_WINDOW("InvalidTimeStamp.Expired", 400, "TimeExpired", 408),
    TIME_UNREADABLE("InvalidTimeStamp.Format", 400, "InvalidDateHeader", 400),
    TIME_MISSING("MissingParameter", 400, "MissingDateHeader", 400),
    SIGNATURE_DIFFERS("SignatureDoesNotMatch", 400, "SignatureDoesNotMatch", 403),
    SIGNATURE_INCOMPLETE("IncompleteSignature", 400, "InvalidAuthorizationHeader", 400),
    ALGORITHM_UNKNOWN("InvalidSignatureMethod", 400, "InvalidAuthorizationHeader", 400),
    NONCE_USED("SignatureNonceUsed", 400, "SignatureNonceUsed", 400),
    CREDENTIALS_MISSING("MissingParameter", 400, "MissingAuthorizationHeader", 400),
    KEY_UNKNOWN("InvalidAccessKeyId.NotFound", 404, "InvalidAccessKeyId", 403),
    KEY_INACTIVE("InvalidAccessKeyId.Inactive", 400, "InvalidAccessKeyId", 403),
    TOKEN_MISSING("MissingSecurityToken", 400, "MissingSecurityToken", 403),
    TOKEN_MALFORMED("InvalidSecurityToken.Malformed", 400, "InvalidSecurityToken.Malformed", 403),
    TOKEN_EXPIRED("InvalidSecurityToken.Expired", 400, "InvalidSecurityToken.Expired", 403),
    TOKEN_MISMATCH(
            "InvalidSecurityToken.MismatchWithAccessKey", 400, "InvalidSecurityToken.MismatchWithAccessKey", 403),
    TOKEN_REVOKED("InvalidSecurityToken.Revoked", 403, "InvalidSecurityToken.Revoked", 403),
    CONTENT_HASH_DIFFERS("SignatureDoesNotMatch", 400, "InvalidDegist", 400),
    CONTENT_MD5_DIFFERS("ContentMD5NotMatched", 400, "InvalidDegist", 400),
    PARAMETER_MISSING("MissingParameter", 400, "InvalidArgument", 400),
    PARAMETER_INVALID("InvalidParameter", 400, "InvalidArgument", 400),
    QUERY_INVALID("InvalidParameter", 400, "InvalidQueryString", 400);

    private final String code;
    private final int status;
    private final String mnsCode;
    private final int mnsStatus;

    RejectionReason(String code, int status, String mnsCode, int mnsStatus) {
        this.code = code;
        this.status = status;
        this.mnsCode = mnsCode;
        this.mnsStatus = mnsStatus;
    }

    /** The error code that SDKs of the dialect know; the one of RPC where the dialect is unknown. */
    public String code(@Nullable Dialect dialect) {
        return dialect == Dialect.MNS ? mnsCode : code;
    }

    /** The HTTP status that goes with {@link #code}. */
    public int status(@Nullable Dialect dialect) {
        return dialect == Dialect.MNS ? mnsStatus : status;
    }
}
