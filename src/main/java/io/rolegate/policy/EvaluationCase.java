package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * One evaluation written down as a line of JSON (ram.md §1.8): policies, request and what is expected.
 *
 * @param name empty where the line gives none
 * @param expect the expected verdict's wire name, or null where the line gives none
 */
public record EvaluationCase(
        String name,
        PolicySet policies,
        PolicyPrincipal principal,
        String action,
        String resource,
        ConditionContext context,
        @Nullable String expect) {

    /** A line that is no case; the message says why. */
    public static final class NotACaseException extends Exception {
        private static final long serialVersionUID = 1L;

        NotACaseException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads a case. Policy documents are parsed failing closed, from their very text, so a duplicate key in one is
     * noticed; a document may also be given as a JSON text that holds it.
     *
     * @throws NotACaseException if {@code line} is not JSON, or lacks a part of the request
     */
    public static EvaluationCase parse(String line) throws NotACaseException {
        return EvaluationCaseReader.read(line);
    }

    /** The answer of {@code engine}. */
    public Decision decide(PolicyEngine engine) {
        return engine.prepare(policies, principal, action, resource).decide(context);
    }
}
