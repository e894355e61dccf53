package io.rolegate.metrics;

import org.jspecify.annotations.Nullable;

/** State that other parts of the gateway hold and that is read when metrics are scraped. */
public enum Observed {
    NONCES_REMEMBERED("rolegate.nonces.remembered", Kind.GAUGE, null, "Nonces held in this process's memory"),
    NONCE_CAPACITY("rolegate.nonce.capacity", Kind.GAUGE, null, "The most nonces that this process's memory may hold"),
    NONCE_MEMORY("rolegate.nonce.memory", Kind.GAUGE, "bytes", "Memory spent on nonces"),
    REQUESTS_IN_PROGRESS("rolegate.requests.in.progress", Kind.GAUGE, null, "Requests being worked on or waited for"),
    BODY_MEMORY("rolegate.body.memory", Kind.GAUGE, "bytes", "Memory that request bodies take"),
    EVENT_LOOP_DELAY("rolegate.event.loop.delay", Kind.GAUGE, "seconds", "How late the latest event loop last was"),
    LIMITED_CALLERS("rolegate.limited.callers", Kind.GAUGE, null, "Callers whose rates or requests are remembered"),
    RATE_EXCHANGES("rolegate.rate.exchanges", Kind.TOTAL, null, "Exchanges of rates with Redis that succeeded"),
    RATE_EXCHANGE_FAILURES(
            "rolegate.rate.exchange.failures", Kind.TOTAL, null, "Exchanges of rates with Redis that failed"),
    AUDIT_PENDING("rolegate.audit.pending", Kind.GAUGE, null, "Places of the audit queue that are taken"),
    AUDIT_UNRECORDED("rolegate.audit.unrecorded", Kind.TOTAL, null, "Audit records that could not be kept"),
    AUDIT_LINES("rolegate.audit.lines", Kind.GAUGE, null, "Number of the audit log's last line"),
    SPANS_DROPPED("rolegate.spans.dropped", Kind.TOTAL, null, "Spans that the collector didn't take"),
    DECISION_CACHE_ENTRIES("rolegate.decision.cache.entries", Kind.GAUGE, null, "Entries of the decision cache"),
    SESSION_CACHE_ENTRIES("rolegate.session.cache.entries", Kind.GAUGE, null, "Verified sessions kept in the cache"),
    REVOCATIONS_LIVE("rolegate.revocations.live", Kind.GAUGE, null, "Revocations that can still hit a living session"),
    CONNECTIONS("rolegate.connections", Kind.GAUGE, null, "Client connections to all listeners"),
    CONNECTIONS_REFUSED(
            "rolegate.connections.refused", Kind.TOTAL, null, "Client connections closed for being too many"),
    CHANGE_APPLIED("rolegate.change.applied", Kind.GAUGE, null, "Number of the last change that this node has applied"),
    SERVICE_FILES_REFUSED(
            "rolegate.service.files.refused",
            Kind.GAUGE,
            null,
            "1 while the service files can't be used as they are, and what was read before stays in force"),
    LEASE_REMAINING(
            "rolegate.lease.remaining",
            Kind.GAUGE,
            "seconds",
            "Time until this node must have renewed its lease; nodes on PostgreSQL only");

    /** Whether a value may fall. */
    enum Kind {
        GAUGE,
        TOTAL
    }

    private final String meterName;
    private final Kind kind;
    private final @Nullable String unit;
    private final String description;

    Observed(String meterName, Kind kind, @Nullable String unit, String description) {
        this.meterName = meterName;
        this.kind = kind;
        this.unit = unit;
        this.description = description;
    }

    String meterName() {
        return meterName;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    String unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
