package io.rolegate.identity;

import java.time.Instant;

/**
 * One version of a managed policy.
 *
 * @param id {@code v1}, {@code v2}, … never reused within its policy, unless an import brings it back
 * @param document as it was written
 */
public record PolicyVersion(String id, String document, boolean isDefault, Instant createdAt) {}
