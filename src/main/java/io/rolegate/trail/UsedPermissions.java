package io.rolegate.trail;

import io.rolegate.audit.AuditDecision;
import io.rolegate.audit.AuditEvent;
import io.rolegate.policy.LeastPolicy;
import io.rolegate.policy.LeastPolicy.Use;
import io.rolegate.policy.PolicyKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The permissions that one user, or all sessions of one role, made use of, gathered from audit records. */
public final class UsedPermissions {
    private final Predicate<RecordedCaller> caller;
    private final Set<Use> uses = new HashSet<>();
    private long requests;
    private long cut;

    private UsedPermissions(Predicate<RecordedCaller> caller) {
        this.caller = caller;
    }

    /** Of the user or role of that ARN. */
    public static UsedPermissions of(String arn) {
        return new UsedPermissions(found -> found.arn().equalsIgnoreCase(arn));
    }

    /** Of the roles of that name. */
    public static UsedPermissions ofRole(String name) {
        return new UsedPermissions(found -> found.isRole() && found.name().equalsIgnoreCase(name));
    }

    /** Takes in what a record says; those of others and of what was not allowed say nothing. */
    public void add(AuditEvent event) {
        String action = event.text("action");
        String resource = event.text("resource");
        Optional<RecordedCaller> found = RecordedCaller.of(event);
        if (action == null
                || resource == null
                || found.isEmpty()
                || !caller.test(found.get())
                || !AuditDecision.ALLOW.label().equals(event.text("decision"))) {
            return;
        }
        if (!event.isComplete()) {
            cut++;
            return;
        }
        requests++;
        uses.add(new Use(action, resource));
        event.alsoRequired().forEach(also -> uses.add(new Use(also.action(), also.resource())));
    }

    /** How many allowed requests there were. */
    public long requests() {
        return requests;
    }

    /** How many more there were whose records don't tell all that they needed. */
    public long cut() {
        return cut;
    }

    /** What was used, each once. */
    public SortedSet<String> actions() {
        SortedSet<String> actions = new TreeSet<>();
        uses.forEach(use -> actions.add(use.action()));
        return actions;
    }

    /**
     * The smallest policy that allows it.
     *
     * @param mostSiblings as for {@link LeastPolicy#of}
     */
    public LeastPolicy policy(int mostSiblings) {
        return LeastPolicy.of(uses, mostSiblings, PolicyKind.IDENTITY.maxCharacters());
    }
}
