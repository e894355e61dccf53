package io.rolegate.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is known of one request; what isn't set stays null, numbers 0. For use by one thread. The meaning of each
 * field is {@link AuditRecord}'s.
 */
public final class AuditRecordBuilder {

    private final Instant time;
    private final String requestId;
    private final AuditDecision decision;
    private @Nullable String traceId;
    private @Nullable String accountId;
    private @Nullable String principal;
    private @Nullable String principalType;
    private @Nullable String sessionName;
    private @Nullable String sessionId;
    private @Nullable String accessKeyId;
    private @Nullable String sourceIdentity;
    private @Nullable String sourceIp;
    private @Nullable String userAgent;
    private @Nullable String dialect;
    private @Nullable String service;
    private @Nullable String operation;
    private @Nullable String action;
    private @Nullable String resource;
    private @Nullable String resourceAccountId;
    private List<RequiredPermission> alsoRequired = List.of();
    private Map<String, String> requestParameters = Map.of();
    private @Nullable RequestContext context;
    private @Nullable String sessionPolicy;
    private @Nullable String reason;
    private @Nullable String policyKind;
    private @Nullable String policy;
    private @Nullable String policyVersion;
    private @Nullable String statement;
    private @Nullable String upstreamReason;
    private int status;
    private long latencyMicros;
    private long revision;
    private List<DraftDecision> drafts = List.of();

    AuditRecordBuilder(Instant time, String requestId, AuditDecision decision) {
        this.time = time;
        this.requestId = requestId;
        this.decision = decision;
    }

    /** Sets {@link AuditRecord#traceId()}. */
    public AuditRecordBuilder traceId(@Nullable String value) {
        this.traceId = value;
        return this;
    }

    /** Sets {@link AuditRecord#accountId()}. */
    public AuditRecordBuilder accountId(@Nullable String value) {
        this.accountId = value;
        return this;
    }

    /** Sets {@link AuditRecord#principal()}. */
    public AuditRecordBuilder principal(@Nullable String value) {
        this.principal = value;
        return this;
    }

    /** Sets {@link AuditRecord#principalType()}. */
    public AuditRecordBuilder principalType(@Nullable String value) {
        this.principalType = value;
        return this;
    }

    /** Sets {@link AuditRecord#sessionName()}. */
    public AuditRecordBuilder sessionName(@Nullable String value) {
        this.sessionName = value;
        return this;
    }

    /** Sets {@link AuditRecord#sessionId()}. */
    public AuditRecordBuilder sessionId(@Nullable String value) {
        this.sessionId = value;
        return this;
    }

    /** Sets {@link AuditRecord#accessKeyId()}. */
    public AuditRecordBuilder accessKeyId(@Nullable String value) {
        this.accessKeyId = value;
        return this;
    }

    /** Sets {@link AuditRecord#sourceIdentity()}. */
    public AuditRecordBuilder sourceIdentity(@Nullable String value) {
        this.sourceIdentity = value;
        return this;
    }

    /** Sets {@link AuditRecord#sourceIp()}. */
    public AuditRecordBuilder sourceIp(@Nullable String value) {
        this.sourceIp = value;
        return this;
    }

    /** Sets {@link AuditRecord#userAgent()}. */
    public AuditRecordBuilder userAgent(@Nullable String value) {
        this.userAgent = value;
        return this;
    }

    /** Sets {@link AuditRecord#dialect()}. */
    public AuditRecordBuilder dialect(@Nullable String value) {
        this.dialect = value;
        return this;
    }

    /** Sets {@link AuditRecord#service()}. */
    public AuditRecordBuilder service(@Nullable String value) {
        this.service = value;
        return this;
    }

    /** Sets {@link AuditRecord#operation()}. */
    public AuditRecordBuilder operation(@Nullable String value) {
        this.operation = value;
        return this;
    }

    /** Sets {@link AuditRecord#action()}. */
    public AuditRecordBuilder action(@Nullable String value) {
        this.action = value;
        return this;
    }

    /** Sets {@link AuditRecord#resource()}. */
    public AuditRecordBuilder resource(@Nullable String value) {
        this.resource = value;
        return this;
    }

    /** Sets {@link AuditRecord#resourceAccountId()}. */
    public AuditRecordBuilder resourceAccountId(@Nullable String value) {
        this.resourceAccountId = value;
        return this;
    }

    /** Sets {@link AuditRecord#alsoRequired()}. */
    public AuditRecordBuilder alsoRequired(List<RequiredPermission> value) {
        this.alsoRequired = value;
        return this;
    }

    /** Sets {@link AuditRecord#requestParameters()}, which is not copied. */
    public AuditRecordBuilder requestParameters(Map<String, String> value) {
        this.requestParameters = value;
        return this;
    }

    /** Sets {@link AuditRecord#context()}. */
    public AuditRecordBuilder context(@Nullable RequestContext value) {
        this.context = value;
        return this;
    }

    /** Sets {@link AuditRecord#sessionPolicy()}. */
    public AuditRecordBuilder sessionPolicy(@Nullable String value) {
        this.sessionPolicy = value;
        return this;
    }

    /** Sets {@link AuditRecord#reason()}. */
    public AuditRecordBuilder reason(@Nullable String value) {
        this.reason = value;
        return this;
    }

    /** Sets {@link AuditRecord#policyKind()}. */
    public AuditRecordBuilder policyKind(@Nullable String value) {
        this.policyKind = value;
        return this;
    }

    /** Sets {@link AuditRecord#policy()}. */
    public AuditRecordBuilder policy(@Nullable String value) {
        this.policy = value;
        return this;
    }

    /** Sets {@link AuditRecord#policyVersion()}. */
    public AuditRecordBuilder policyVersion(@Nullable String value) {
        this.policyVersion = value;
        return this;
    }

    /** Sets {@link AuditRecord#statement()}. */
    public AuditRecordBuilder statement(@Nullable String value) {
        this.statement = value;
        return this;
    }

    /** Sets {@link AuditRecord#upstreamReason()}. */
    public AuditRecordBuilder upstreamReason(@Nullable String value) {
        this.upstreamReason = value;
        return this;
    }

    /** Sets {@link AuditRecord#status()}. */
    public AuditRecordBuilder status(int value) {
        this.status = value;
        return this;
    }

    /** Sets {@link AuditRecord#latencyMicros()}. */
    public AuditRecordBuilder latencyMicros(long value) {
        this.latencyMicros = value;
        return this;
    }

    /** Sets {@link AuditRecord#revision()}. */
    public AuditRecordBuilder revision(long value) {
        this.revision = value;
        return this;
    }

    /** Sets {@link AuditRecord#drafts()}. */
    public AuditRecordBuilder drafts(List<DraftDecision> value) {
        this.drafts = value;
        return this;
    }

    /** The record of what has been set so far. */
    public AuditRecord build() {
        return new AuditRecord(
                time,
                requestId,
                traceId,
                accountId,
                principal,
                principalType,
                sessionName,
                sessionId,
                accessKeyId,
                sourceIdentity,
                sourceIp,
                userAgent,
                dialect,
                service,
                operation,
                action,
                resource,
                resourceAccountId,
                alsoRequired,
                requestParameters,
                context,
                sessionPolicy,
                decision,
                reason,
                policyKind,
                policy,
                policyVersion,
                statement,
                status,
                latencyMicros,
                upstreamReason,
                revision,
                drafts);
    }
}
