package io.rolegate.policy;

/** An evaluation that no context changes. */
record FinalEvaluation(Decision decision) implements Evaluation {
    private static final int BYTES = 64;

    @Override
    public Decision decide(ConditionContext context) {
        return decision;
    }

    @Override
    public boolean dependsOnContext() {
        return false;
    }

    @Override
    public int weight() {
        return BYTES;
    }
}
