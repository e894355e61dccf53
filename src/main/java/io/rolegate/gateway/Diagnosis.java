package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.api.ExplanationFields;
import io.rolegate.policy.Explanation;
import io.rolegate.policy.NearMiss;
import io.rolegate.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people of the account that owns the deciding policy may read of a denial: DecodedDiagnosticMessage (ram.md §5). */
record Diagnosis(Denial denial, Explanation explanation) {
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
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ExplicitDeny", denial.decision().verdict() == Verdict.EXPLICIT_DENY);
        message.put(
                "NoPermissionPolicyType",
                ExplanationFields.policyType(denial.decision().kind()));
        message.put("AuthAction", denial.permission().action());
        message.put("AuthResource", denial.resourceForOwner());
        message.put("AuthPrincipal", denial.authPrincipal());
        message.putAll(ExplanationFields.of(explanation, misses));
        return message;
    }
}
