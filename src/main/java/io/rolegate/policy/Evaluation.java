package io.rolegate.policy;

/**
 * An evaluation whose answer is either known or depends only on the request's context. Immutable; made for a cache,
 * since no condition is decided before {@link #decide}.
 */
public sealed interface Evaluation permits FinalEvaluation, ResidualEvaluation {

    /** The answer in {@code context}. */
    Decision decide(ConditionContext context);

    /** Whether {@link #decide} looks at the context at all. */
    boolean dependsOnContext();

    /** Roughly the memory that it holds beside the policy documents, in bytes; for caches bounded by weight. */
    int weight();
}
