package io.rolegate.api;

import io.rolegate.policy.Decision;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.NearMiss;
import io.rolegate.policy.Obstacle;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.StatementRef;
import io.rolegate.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an explanation is written in answers, with names as in DecodedDiagnosticMessage (ram.md §5) where it has such. */
public final class ExplanationFields {
    private static final String SCOPE = "Account";
    private static final String STATEMENT = "Statement";

    private ExplanationFields() {}

    /** The whole explanation. */
    public static Map<String, Object> of(Explanation explanation) {
        return of(explanation, explanation.nearMisses());
    }

    /** The explanation with {@code misses} alone told of the near misses. */
    public static Map<String, Object> of(Explanation explanation, List<NearMiss> misses) {
        Decision decision = explanation.decision();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AuthConditions", conditions(explanation));
        StatementRef by = decision.by();
        fields.put("MatchedPolicies", by == null ? List.of() : List.of(matched(by, decision.verdict())));
        if (decision instanceof Decision.ImplicitDeny implicit) {
            fields.put("Cause", cause(implicit.cause()));
            PolicyRef malformed = implicit.malformed();
            if (malformed != null) {
                fields.put("MalformedPolicy", named(malformed));
            }
        }
        if (!explanation.nearMisses().isEmpty()) {
            fields.put(
                    "NearMisses",
                    misses.stream().map(ExplanationFields::describe).toList());
            fields.put("NearMissCount", explanation.nearMisses().size());
        }
        return fields;
    }

    /** The layer that ended an evaluation, as PolicyType of AccessDeniedDetail names it. */
    public static String policyType(PolicyKind kind) {
        return switch (kind) {
            case CONTROL -> "ControlPolicy";
            case SESSION -> "SessionPolicy";
            case TRUST -> "AssumeRolePolicy";
            case IDENTITY -> "AccountLevelIdentityBasedPolicy";
        };
    }

    private static String cause(Decision.Cause cause) {
        return switch (cause) {
            case NO_ALLOW -> "NoAllow";
            case MALFORMED_POLICY -> "MalformedPolicy";
            case OTHER_ACCOUNT -> "OtherAccount";
            case OWNER_CANNOT_ASSUME -> "OwnerCannotAssume";
        };
    }

    private static List<Map<String, Object>> conditions(Explanation explanation) {
        List<Map<String, Object>> conditions = new ArrayList<>();
        explanation.conditions().forEach((key, values) -> {
            Map<String, Object> condition = new LinkedHashMap<>();
            condition.put("ConditionKey", key);
            condition.put("ConditionValues", values);
            conditions.add(condition);
        });
        return conditions;
    }

    private static Map<String, Object> matched(StatementRef by, Verdict verdict) {
        Map<String, Object> matched = new LinkedHashMap<>();
        matched.put("Effect", verdict == Verdict.ALLOW ? "Allow" : "Deny");
        matched.putAll(named(by.policy()));
        matched.put(STATEMENT, by.label());
        return matched;
    }

    private static Map<String, Object> named(PolicyRef policy) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("PolicyIdentifier", policy.name());
        named.put("PolicyType", policy.type());
        named.put("PolicyVersion", policy.version());
        named.put("AttachedEntityType", entityType(policy.attachedTo()));
        named.put("AttachedEntity", policy.attachedTo());
        named.put("AttachedScope", SCOPE);
        return named;
    }

    private static String entityType(String arn) {
        if (arn.contains(":user/")) {
            return "RamUser";
        }
        return arn.contains(":group/") ? "RamGroup" : "RamRole";
    }

    private static Map<String, Object> describe(NearMiss miss) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("PolicyIdentifier", miss.statement().policy().name());
        described.put("PolicyVersion", miss.statement().policy().version());
        described.put(STATEMENT, miss.statement().label());
        Obstacle obstacle = miss.obstacle();
        if (obstacle instanceof Obstacle.Resource resource) {
            described.put(resource.key(), resource.patterns());
        } else if (obstacle instanceof Obstacle.Principal principal) {
            described.put("Principal", principal.named());
        } else if (obstacle instanceof Obstacle.Conditions conditions) {
            described.put(
                    "UnmetConditions",
                    conditions.unmet().stream().map(ExplanationFields::describe).toList());
        }
        return described;
    }

    private static Map<String, Object> describe(Obstacle.Unmet unmet) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("ConditionOperator", unmet.operator());
        described.put("ConditionKey", unmet.key());
        described.put("ExpectedValues", unmet.expected());
        described.put("ConditionValues", unmet.found());
        return described;
    }
}
