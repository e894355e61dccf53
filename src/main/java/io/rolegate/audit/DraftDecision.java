package io.rolegate.audit;

/**
 * What a draft of a policy would have decided, where that differs from what was decided.
 *
 * @param policy the policy's name
 * @param version the draft's version
 * @param decision what it would have decided
 */
public record DraftDecision(String policy, String version, AuditDecision decision) {}
