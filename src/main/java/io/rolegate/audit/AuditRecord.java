package io.rolegate.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision of the gateway: who asked for what, from where, what was decided and why. What isn't known, because the
 * request was refused before it could be, is null. No component ever holds a secret, a token, a signature or a body.
 *
 * <p>Each text but the session policy is cut to {@value #MAX_FIELD_CHARS} characters, its last then being an ellipsis.
 * {@code docs/audit.md} describes every field as it is written.
 *
 * @param time when the request's head had been read
 * @param requestId the id that the caller got in {@code x-acs-request-id}
 * @param traceId the id of the distributed trace
 * @param accountId the caller's account
 * @param principal the caller's ARN
 * @param principalType what kind of principal that is, such as {@code RamUser} or {@code AssumedRoleUser}
 * @param sessionName the role session's name
 * @param sessionId the role session's id in the register, by which it can be revoked
 * @param accessKeyId the access key that signed, as the caller named it
 * @param sourceIdentity the ARN of the user behind a session, or the provider's and the subject of a federated one
 * @param sourceIp the client's address, as policies see it
 * @param userAgent the client's own description of itself
 * @param dialect the signing protocol
 * @param service the service's name in the catalogue
 * @param operation the operation's name in the catalogue
 * @param action the RAM action that was decided
 * @param resource the ARN of the resource that was decided
 * @param resourceAccountId the account that the resource belongs to
 * @param alsoRequired what the request needed besides
 * @param requestParameters what a call of the gateway's own operations names, by parameter
 * @param context what conditions could ask for, null where no policy was asked
 * @param sessionPolicy the document that narrowed the session, whole
 * @param decision what was decided
 * @param reason the error code that the caller got
 * @param policyKind the layer of policies that decided, for example {@code identity}: the one that denies, or should have allowed
 * @param policy the policy that decided
 * @param policyVersion that policy's version
 * @param statement that policy's statement: its Sid, or its index
 * @param status the HTTP status that the caller got; 0 if the exchange ended before one was sent
 * @param latencyMicros from the request's head to the end of the response, in microseconds
 * @param upstreamReason what went wrong with the upstream
 * @param revision the position in the change log at which it was decided
 * @param drafts what drafts of policies would have decided otherwise
 */
public record AuditRecord(
        Instant time,
        String requestId,
        @Nullable String traceId,
        @Nullable String accountId,
        @Nullable String principal,
        @Nullable String principalType,
        @Nullable String sessionName,
        @Nullable String sessionId,
        @Nullable String accessKeyId,
        @Nullable String sourceIdentity,
        @Nullable String sourceIp,
        @Nullable String userAgent,
        @Nullable String dialect,
        @Nullable String service,
        @Nullable String operation,
        @Nullable String action,
        @Nullable String resource,
        @Nullable String resourceAccountId,
        List<RequiredPermission> alsoRequired,
        Map<String, String> requestParameters,
        @Nullable RequestContext context,
        @Nullable String sessionPolicy,
        AuditDecision decision,
        @Nullable String reason,
        @Nullable String policyKind,
        @Nullable String policy,
        @Nullable String policyVersion,
        @Nullable String statement,
        int status,
        long latencyMicros,
        @Nullable String upstreamReason,
        long revision,
        List<DraftDecision> drafts) {

    /** The longest that any text in a record can be, in UTF-16 characters. */
    public static final int MAX_FIELD_CHARS = 512;

    public AuditRecord {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(decision, "decision");
        requestId = bounded(Objects.requireNonNull(requestId, "requestId"));
        traceId = cut(traceId);
        accountId = cut(accountId);
        principal = cut(principal);
        principalType = cut(principalType);
        sessionName = cut(sessionName);
        sessionId = cut(sessionId);
        accessKeyId = cut(accessKeyId);
        sourceIdentity = cut(sourceIdentity);
        sourceIp = cut(sourceIp);
        userAgent = cut(userAgent);
        dialect = cut(dialect);
        service = cut(service);
        operation = cut(operation);
        action = cut(action);
        resource = cut(resource);
        resourceAccountId = cut(resourceAccountId);
        alsoRequired = List.copyOf(alsoRequired);
        Objects.requireNonNull(requestParameters, "requestParameters");
        reason = cut(reason);
        policyKind = cut(policyKind);
        policy = cut(policy);
        policyVersion = cut(policyVersion);
        statement = cut(statement);
        upstreamReason = cut(upstreamReason);
        drafts = List.copyOf(drafts);
    }

    /** Starts a record about one request. */
    public static AuditRecordBuilder builder(Instant time, String requestId, AuditDecision decision) {
        return new AuditRecordBuilder(time, requestId, decision);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null ? null : bounded(text);
    }

    /** Cuts a long text where no surrogate pair is split. */
    static String bounded(String text) {
        if (text.length() <= MAX_FIELD_CHARS) {
            return text;
        }
        int end = MAX_FIELD_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }
}
