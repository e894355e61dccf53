package io.rolegate.policy;

/** Decides requests by policies (ram.md §1.6). Engines are stateless or thread-safe, and never block. */
public interface PolicyEngine {

    /**
     * Evaluates as far as possible without the request's context.
     *
     * @param policies what applies to the principal; for AssumeRole including the role's trust policy
     * @param action such as {@code mns:SendMessage}
     * @param resource an ARN, or {@code *} for operations without resource-level permission
     * @return the answer, or what is left to decide by the context; fit for a cache
     */
    Evaluation prepare(PolicySet policies, PolicyPrincipal principal, String action, String resource);

    /**
     * What led to {@code decision}; dearer than {@link #prepare}, and not for a cache.
     *
     * @param decision what {@link #prepare} with the same arguments gives in {@code context}
     */
    Explanation explain(
            Decision decision,
            PolicySet policies,
            PolicyPrincipal principal,
            String action,
            String resource,
            ConditionContext context);
}
