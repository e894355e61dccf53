package io.rolegate.policy;

import java.util.Locale;
import java.util.Optional;

/** The layer that a policy document takes part in (ram.md §1.6), in the order of evaluation. */
public enum PolicyKind {
    /** Control policy of a resource directory: limits, never grants. */
    CONTROL(4096),
    /** Session policy, given to AssumeRole: narrows, never grants. */
    SESSION(2048),
    /** Policy attached to a user, a group or a role. */
    IDENTITY(6144),
    /** Trust policy of a role: who may assume it. */
    TRUST(2048);

    private final int maxCharacters;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    PolicyKind(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /** The longest document that may be written, in Unicode code points, white space included (ram.md §1.7). */
    public int maxCharacters() {
        return maxCharacters;
    }

    /** The name in vectors and on the command line: {@code identity}, {@code trust}, … */
    public String wireName() {
        return wireName;
    }

    /** The kind with that {@link #wireName()}, which must be given exactly. */
    public static Optional<PolicyKind> ofWireName(String wireName) {
        for (PolicyKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
