package io.rolegate.ram;

import io.rolegate.api.ExplanationFields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.ConditionKeys;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which actions on which resources are asked about, in which context: the parameters {@code AuthAction.N}, {@code AuthResource.N},
 * {@code ContextKey.N} with {@code ContextValue.N}.
 *
 * @param context by key as typed; a key that is given several times has several values
 */
record SimulatedRequest(List<String> actions, List<String> resources, Map<String, List<String>> context) {
    static final String ACTION = "AuthAction";
    static final String RESOURCE = "AuthResource";
    private static final String CONTEXT_KEY = "ContextKey";
    private static final String CONTEXT_VALUE = "ContextValue";
    private static final int MOST_COMBINATIONS = 100;

    static SimulatedRequest of(Invocation call) {
        Parameters parameters = call.parameters();
        List<String> actions = numbered(parameters, ACTION);
        List<String> resources = numbered(parameters, RESOURCE);
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).indexOf(':') <= 0) {
                throw Parameters.invalid(ACTION + "." + (i + 1), "must be of the form service:Name");
            }
        }
        if (actions.size() * resources.size() > MOST_COMBINATIONS) {
            throw Parameters.invalid(RESOURCE, "may make at most " + MOST_COMBINATIONS + " pairs with the actions");
        }
        return new SimulatedRequest(actions, resources, context(parameters));
    }

    private static Map<String, List<String>> context(Parameters parameters) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        for (int number = 1; parameters.text(CONTEXT_KEY + "." + number).isPresent(); number++) {
            String key = parameters.require(CONTEXT_KEY + "." + number);
            context.computeIfAbsent(key, name -> new ArrayList<>())
                    .add(parameters.require(CONTEXT_VALUE + "." + number));
        }
        return context;
    }

    private static List<String> numbered(Parameters parameters, String name) {
        List<String> values = new ArrayList<>();
        values.add(parameters.require(name + ".1"));
        for (int number = 2; parameters.text(name + "." + number).isPresent(); number++) {
            values.add(parameters.require(name + "." + number));
        }
        return values;
    }

    /** The context for one principal: the caller's name and the present moment too, where the call gives none. */
    ConditionContext contextOf(Subject subject, Invocation call) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        context.forEach((key, values) -> all.put(ConditionKeys.fold(key), values));
        all.putIfAbsent(ConditionKeys.CURRENT_TIME, List.of(call.time().toString()));
        all.putIfAbsent(ConditionKeys.PRINCIPAL_ARN, List.of(subject.arn()));
        return ConditionContext.of(all);
    }

    /** What is answered for one pair: the decision, and whether another context could change it. */
    static Map<String, Object> result(String action, String resource, Evaluation evaluation, Decision decision) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(ACTION, action);
        result.put(RESOURCE, resource);
        result.put("Decision", decision.verdict().wireName());
        result.put("PolicyType", ExplanationFields.policyType(decision.kind()));
        result.put("DependsOnContext", evaluation.dependsOnContext());
        return result;
    }
}
