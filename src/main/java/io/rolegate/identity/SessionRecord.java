package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the session register: for lists and revocation by id, never needed for verification (design, section 5).
 *
 * @param id the temporary AccessKeyId
 * @param accountId the role's account
 * @param sourceArn the root of the chain, by its name when the session began
 * @param sourceAccountId that source's account
 * @param chained whether there are other sessions between source and this one
 * @param claims all that the session's token says but its policy, as text
 * @param position the change-log position at which the session was decided
 * @param lastUsedAt when a request was last signed with it, some seconds late; null where there was none yet
 */
public record SessionRecord(
        String id,
        String accountId,
        String roleId,
        String sourceArn,
        String sourceAccountId,
        boolean chained,
        String claims,
        long position,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
