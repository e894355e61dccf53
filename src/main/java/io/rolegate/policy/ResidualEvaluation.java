package io.rolegate.policy;

import java.util.List;

/** The stages that still depend on the context, and the last one. The first answer other than Allow is final. */
record ResidualEvaluation(List<Stage> stages, int weight) implements Evaluation {
    private static final int BYTES = 48;

    ResidualEvaluation(List<Stage> stages) {
        this(
                List.copyOf(stages),
                BYTES + stages.stream().mapToInt(Stage::weight).sum());
    }

    @Override
    public Decision decide(ConditionContext context) {
        Decision decision = stages.get(0).decide(context);
        for (int i = 1; i < stages.size() && decision.verdict() == Verdict.ALLOW; i++) {
            decision = stages.get(i).decide(context);
        }
        return decision;
    }

    @Override
    public boolean dependsOnContext() {
        return true;
    }
}
