package io.rolegate.trail;

import io.rolegate.audit.AuditEvent;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.ConditionKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The context of a recorded request; knows whether it was asked for something that was not recorded. */
final class RecordedContext implements ConditionContext {
    private static final Set<String> ALWAYS =
            Set.of(ConditionKeys.SOURCE_IP, ConditionKeys.CURRENT_TIME, ConditionKeys.ACCESS_ID);
    private static final Set<String> GATEWAYS =
            Set.of(ConditionKeys.SECURE_TRANSPORT, ConditionKeys.MFA_PRESENT, ConditionKeys.PRINCIPAL_ARN);

    private final Map<String, List<String>> values = new HashMap<>();
    private final boolean isRecorded;
    private final boolean isOfPermission;
    private boolean wasGuessed;

    /** @param isOfPermission whether it is asked about the permission that the record's context belongs to */
    RecordedContext(AuditEvent event, boolean isOfPermission) {
        Map<String, List<String>> recorded = event.conditionValues();
        recorded.forEach((key, list) -> values.put(ConditionKeys.fold(key), list));
        this.isRecorded = values.containsKey(ConditionKeys.SECURE_TRANSPORT);
        this.isOfPermission = isOfPermission;
    }

    @Override
    public List<String> values(String foldedKey) {
        boolean certain =
                ALWAYS.contains(foldedKey) || (isRecorded && (isOfPermission || GATEWAYS.contains(foldedKey)));
        wasGuessed |= !certain;
        return values.getOrDefault(foldedKey, List.of());
    }

    /** Whether a value was asked for that the record doesn't have, though the request may have had it. */
    boolean wasGuessed() {
        return wasGuessed;
    }
}
