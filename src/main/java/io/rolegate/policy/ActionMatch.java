package io.rolegate.policy;

import java.util.List;

/** Action, or if {@code inverted} NotAction: true where no pattern matches. */
record ActionMatch(List<Wildcard> patterns, boolean inverted) {

    ActionMatch {
        patterns = List.copyOf(patterns);
    }

    boolean covers(String action) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(action)) {
                return !inverted;
            }
        }
        return inverted;
    }
}
