package io.rolegate.audit;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision of the gateway: who asked for what, from where, what was decided and why. What isn't known, because the
 * request was refused before it could be, is null. No component ever holds a secret, a token, a signature or a body.
 *
 * <p>Each text is cut to {@value #MAX_FIELD_CHARS} characters when the record is made, its last then being an ellipsis.
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
 * @param decision what was decided
 * @param reason the error code that the caller got
 * @param policy the policy that decided
 * @param statement that policy's statement: its Sid, or its index
 * @param status the HTTP status that the caller got; 0 if the exchange ended before one was sent
 * @param latencyMicros from the request's head to the end of the response, in microseconds
 * @param upstreamReason what went wrong with the upstream
 * @param revision the position in the change log at which it was decided
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
        AuditDecision decision,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable String statement,
        int status,
        long latencyMicros,
        @Nullable String upstreamReason,
        long revision) {

    /** The longest that any text in a record can be, in UTF-16 characters. */
    public static final int MAX_FIELD_CHARS = 512;

    public AuditRecord {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(decision, "decision");
        requestId = Objects.requireNonNull(cut(requestId), "requestId");
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
        reason = cut(reason);
        policy = cut(policy);
        statement = cut(statement);
        upstreamReason = cut(upstreamReason);
    }

    /** Starts a record about one request. */
    public static AuditRecordBuilder builder(Instant time, String requestId, AuditDecision decision) {
        return new AuditRecordBuilder(time, requestId, decision);
    }

    /** Cuts where no surrogate pair is split. */
    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= MAX_FIELD_CHARS) {
            return text;
        }
        int end = MAX_FIELD_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }
}
