package io.rolegate.identity;

import java.time.Instant;

/**
 * An entry of the session register: for lists and revocation by id, never needed for verification (design, section 5).
 *
 * @param id the temporary AccessKeyId
 * @param sourceArn the principal that called AssumeRole
 * @param sourceAccountId that principal's account
 * @param position the change-log position at which the session was decided
 */
public record SessionRecord(
        String id,
        String accountId,
        String roleId,
        String sessionName,
        String sourceArn,
        String sourceAccountId,
        long position,
        Instant issuedAt,
        Instant expiresAt) {}
