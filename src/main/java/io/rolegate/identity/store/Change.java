package io.rolegate.identity.store;

import java.util.List;

/**
 * Something that can change a decision.
 *
 * @param accountId whose decisions may change, or {@link #SERVICE} for the service's own keys
 * @param entity the id of what changed
 */
record Change(String accountId, ChangeKind kind, String entity) {
    /** Stands for the account where a change belongs to the service itself. */
    static final String SERVICE = "rolegate";

    /** The changes of one transaction, under its position in the log. */
    record Batch(long position, List<Change> changes) {
        Batch {
            changes = List.copyOf(changes);
        }
    }
}
