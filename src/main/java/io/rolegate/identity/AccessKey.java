package io.rolegate.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A long-term access key without its secret.
 *
 * @param id {@code LTAI} and 20 more characters, never reused
 * @param userId the owning user, or null for a key of the account's owner
 */
public record AccessKey(String id, String accountId, @Nullable String userId, KeyStatus status, Instant createdAt) {}
