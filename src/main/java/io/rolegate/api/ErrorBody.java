package io.rolegate.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a refused caller is told (ram.md §5, signatures.md §8).
 *
 * @param requestId an upper-case UUID, also sent as a header
 * @param hostId the host that the caller addressed
 * @param accessDeniedDetail the fields of AccessDeniedDetail, in order; empty where the error is no denial
 */
public record ErrorBody(
        String requestId, String hostId, String code, String message, Map<String, Object> accessDeniedDetail) {
    public ErrorBody {
        accessDeniedDetail = Collections.unmodifiableMap(new LinkedHashMap<>(accessDeniedDetail));
    }

    /** An error without AccessDeniedDetail. */
    public ErrorBody(String requestId, String hostId, String code, String message) {
        this(requestId, hostId, code, message, Map.of());
    }

    /** A refusal as RPC and ROA callers know it. */
    public static ErrorBody of(ApiException refusal, String requestId, String hostId) {
        return new ErrorBody(requestId, hostId, refusal.code(), refusal.text());
    }

    /** A refusal as the message service's SDKs know it. */
    public static ErrorBody ofMessageService(ApiException refusal, String requestId, String hostId) {
        return new ErrorBody(requestId, hostId, refusal.error().messageServiceCode(), refusal.text());
    }

    /** The same with the detail of a denial. */
    public ErrorBody withAccessDeniedDetail(Map<String, Object> detail) {
        return new ErrorBody(requestId, hostId, code, message, detail);
    }
}
