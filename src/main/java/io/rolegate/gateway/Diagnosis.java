package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.NearMiss;
import io.rolegate.policy.Obstacle;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.StatementRef;
import io.rolegate.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people of the account that owns the deciding policy may read of a denial: DecodedDiagnosticMessage (ram.md §5). */
record Diagnosis(Denial denial, Explanation explanation) {
    private static final String SCOPE = "Account";
    private static final String STATEMENT = "Statement";

    /** The message. Near misses are left out from the end until it fits a block, so that its length tells nothing of them. */
    Map<String, Object> message() {
        List<NearMiss> misses = new ArrayList<>(explanation.nearMisses());
        Map<String, Object> message = message(misses);
        while (!misses.isEmpty() && !DiagnosticMessages.fitsOneBlock(message)) {
            misses.remove(misses.size() - 1);
            message = message(misses);
        }
        return message;
    }

    private Map<String, Object> message(List<NearMiss> misses) {
        Decision decision = denial.decision();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ExplicitDeny", decision.verdict() == Verdict.EXPLICIT_DENY);
        message.put("NoPermissionPolicyType", denial.policyType());
        message.put("AuthAction", denial.permission().action());
        message.put("AuthResource", denial.resourceForOwner());
        message.put("AuthPrincipal", denial.authPrincipal());
        message.put("AuthConditions", conditions());
        StatementRef by = decision.by();
        message.put("MatchedPolicies", by == null ? List.of() : List.of(matched(by)));
        if (decision instanceof Decision.ImplicitDeny implicit) {
            message.put("Cause", cause(implicit.cause()));
            PolicyRef malformed = implicit.malformed();
            if (malformed != null) {
                message.put("MalformedPolicy", named(malformed));
            }
        }
        if (!explanation.nearMisses().isEmpty()) {
            message.put("NearMisses", misses.stream().map(Diagnosis::describe).toList());
            message.put("NearMissCount", explanation.nearMisses().size());
        }
        return message;
    }

    private static String cause(Decision.Cause cause) {
        return switch (cause) {
            case NO_ALLOW -> "NoAllow";
            case MALFORMED_POLICY -> "MalformedPolicy";
            case OTHER_ACCOUNT -> "OtherAccount";
            case OWNER_CANNOT_ASSUME -> "OwnerCannotAssume";
        };
    }

    private List<Map<String, Object>> conditions() {
        List<Map<String, Object>> conditions = new ArrayList<>();
        explanation.conditions().forEach((key, values) -> {
            Map<String, Object> condition = new LinkedHashMap<>();
            condition.put("ConditionKey", key);
            condition.put("ConditionValues", values);
            conditions.add(condition);
        });
        return conditions;
    }

    private static Map<String, Object> matched(StatementRef by) {
        Map<String, Object> matched = new LinkedHashMap<>();
        matched.put("Effect", "Deny");
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
                    conditions.unmet().stream().map(Diagnosis::describe).toList());
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
