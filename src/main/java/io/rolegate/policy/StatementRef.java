package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/**
 * Names a statement that decided.
 *
 * @param index place in the document's Statement list, from 0
 * @param sid the statement's Sid, where it has one
 */
public record StatementRef(PolicyRef policy, int index, @Nullable String sid) {
    /** The Sid where there is one, else the index. */
    public String label() {
        return sid == null ? Integer.toString(index) : sid;
    }
}
