package io.rolegate.trail;

import io.rolegate.api.Fields;
import io.rolegate.audit.AuditEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as people of one account may read it. Of a call on their resources by another account's principal they don't see
 * what is that account's own business: its policies, keys and clients. Of a denied call on another account's role they don't see
 * how the role is written, which would tell that it exists.
 */
final class EventView {

    private static final List<String> TEXTS = List.of(
            "eventTime",
            "requestId",
            "traceId",
            "accountId",
            "principalArn",
            "principalType",
            "sessionName",
            "sessionId",
            "accessKeyId",
            "sourceIdentity",
            "sourceIpAddress",
            "userAgent",
            "dialect",
            "serviceName",
            "eventName",
            "action",
            "resource",
            "resourceAccountId",
            "sessionPolicy",
            "decision",
            "errorCode",
            "policyKind",
            "policy",
            "policyVersion",
            "statement",
            "upstreamReason");

    private static final List<String> NUMBERS = List.of("status", "latencyMicros", "revision");
    private static final Set<String> OF_THE_CALLER =
            Set.of("accessKeyId", "userAgent", "sessionId", "sessionPolicy", "traceId");
    private static final Set<String> OF_THE_POLICY = Set.of("policy", "policyVersion", "statement");

    private final AuditEvent event;
    private final boolean isCallers;
    private final boolean isResources;

    private EventView(AuditEvent event, String viewer) {
        this.event = event;
        this.isCallers = viewer.equals(event.text("accountId"));
        this.isResources = viewer.equals(event.text("resourceAccountId"));
    }

    /** The event as people of the account {@code viewer} see it, under the log's names with a capital. */
    static Fields of(AuditEvent event, String viewer) {
        return new EventView(event, viewer).fields();
    }

    private Fields fields() {
        Fields fields = new Fields();
        TEXTS.forEach(name -> {
            String value = shown(name);
            if (value != null) {
                fields.put(capital(name), value);
            }
        });
        NUMBERS.forEach(name -> fields.put(capital(name), event.number(name)));
        if (!event.alsoRequired().isEmpty()) {
            fields.list(
                    "AlsoRequired",
                    "Permission",
                    event.alsoRequired().stream()
                            .map(needed ->
                                    new Fields().put("Action", needed.action()).put("Resource", needed.resource()))
                            .toList());
        }
        if (isCallers && !event.drafts().isEmpty()) {
            fields.list(
                    "Drafts",
                    "Draft",
                    event.drafts().stream()
                            .map(draft -> new Fields()
                                    .put("Policy", draft.policy())
                                    .put("Version", draft.version())
                                    .put("Decision", draft.decision()))
                            .toList());
        }
        if (isCallers) {
            Fields parameters = new Fields();
            event.requestParameters().forEach(parameters::put);
            fields.put("RequestParameters", parameters);
            fields.list(
                    "ConditionValues",
                    "ConditionValue",
                    event.conditionValues().entrySet().stream()
                            .map(entry ->
                                    new Fields().put("Key", entry.getKey()).texts("Values", "Value", entry.getValue()))
                            .toList());
        }
        return fields;
    }

    private @Nullable String shown(String name) {
        String value = event.text(name);
        if (value == null || (OF_THE_CALLER.contains(name) && !isCallers)) {
            return null;
        }
        if (OF_THE_POLICY.contains(name)) {
            return ownsThePolicy() ? value : null;
        }
        return name.equals("resource") && isHiddenRole() ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** Trust policies are the resource's account's, all others the caller's. */
    private boolean ownsThePolicy() {
        return "trust".equals(event.text("policyKind")) ? isResources : isCallers;
    }

    private boolean isHiddenRole() {
        return !isResources && "sts:AssumeRole".equals(event.text("action")) && !"Allow".equals(event.text("decision"));
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
