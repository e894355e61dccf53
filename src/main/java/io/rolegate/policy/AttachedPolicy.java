package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * A policy document together with the name under which decisions mention it.
 *
 * @param draft what is tried out in its place, null where nothing is
 */
public record AttachedPolicy(PolicyRef ref, PolicyDocument document, @Nullable AttachedPolicy draft) {
    /** A policy without a draft. */
    public AttachedPolicy(PolicyRef ref, PolicyDocument document) {
        this(ref, document, null);
    }

    /** The same with {@code tried} as its draft. */
    public AttachedPolicy withDraft(AttachedPolicy tried) {
        return new AttachedPolicy(ref, document, tried);
    }
}
