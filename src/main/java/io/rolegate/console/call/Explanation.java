package io.rolegate.console.call;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why the gateway refused a call, as it told.
 *
 * @param action that was not allowed; null where the refusal is no denial
 * @param policyType the kind of policy that denied, as in AccessDeniedDetail; null likewise
 * @param explicit whether a policy denies it, rather than none allowing it
 * @param encodedDiagnosis what entitled people of the account that owns the deciding policy can have decoded; null where nothing was
 * @param diagnosis that, decoded; null where the caller is not entitled
 */
public record Explanation(
        int status,
        String code,
        String message,
        String requestId,
        @Nullable String action,
        @Nullable String policyType,
        boolean explicit,
        @Nullable String encodedDiagnosis,
        @Nullable Map<String, Object> diagnosis) {
    private static final Set<String> EXPLAINED = Set.of(
            "DeleteConflict",
            "LimitExceeded",
            "EntityAlreadyExists",
            "EntityNotExist",
            "MalformedPolicyDocument",
            "InvalidParameter",
            "MissingParameter",
            "ConcurrentModification");

    /** Reads the answer of a call that was refused, JSON or XML. */
    static Explanation of(int status, String body, @Nullable String requestId) {
        JsonObject fields = fields(body);
        JsonObject detail = fields.getJsonObject("AccessDeniedDetail", new JsonObject());
        String diagnosis = detail.getString("EncodedDiagnosticMessage");
        return new Explanation(
                status,
                fields.getString("Code", String.valueOf(status)),
                readable(fields.getString("Message", fields.getString("message", "")), diagnosis),
                fields.getString("RequestId", requestId == null ? "" : requestId),
                detail.getString("AuthAction"),
                detail.getString("PolicyType"),
                "ExplicitDeny".equals(detail.getString("NoPermissionType")),
                diagnosis,
                null);
    }

    /** The message service's clients show texts only, so its texts end with the diagnosis. */
    private static String readable(String message, @Nullable String diagnosis) {
        int at = diagnosis == null ? -1 : message.indexOf(diagnosis);
        return at < 0 ? message : message.substring(0, at);
    }

    /** The same for somebody who may know which policy and statement decided. */
    Explanation with(Map<String, Object> decoded) {
        return new Explanation(
                status, code, message, requestId, action, policyType, explicit, encodedDiagnosis, decoded);
    }

    private static JsonObject fields(String body) {
        try {
            if (body.startsWith("<")) {
                return XmlNode.parse(body).toJson();
            }
            return body.startsWith("{") ? new JsonObject(body) : new JsonObject();
        } catch (IllegalArgumentException | io.vertx.core.json.DecodeException e) {
            return new JsonObject();
        }
    }

    /** Whether a policy, or the lack of one, refused it. */
    public boolean isDenial() {
        return action != null;
    }

    /** The code without what it is about, where people are told in words of ours what that means; null otherwise. */
    public @Nullable String kind() {
        int dot = code.indexOf('.');
        String kind = dot < 0 ? code : code.substring(0, dot);
        return EXPLAINED.contains(kind) ? kind : null;
    }

    /** Whether the identity that called is no longer accepted at all. */
    public boolean endsIdentity() {
        return code.startsWith("InvalidSecurityToken") || code.startsWith("InvalidAccessKeyId");
    }
}
