package io.rolegate.policy;

import java.util.List;
import java.util.stream.Stream;

/** Action, or if {@code inverted} NotAction: true where no pattern matches. */
record ActionMatch(List<Wildcard> patterns, boolean inverted) {

    ActionMatch {
        patterns = List.copyOf(patterns);
    }

    /** How the folded actions begin that it covers. */
    Stream<Beginning> beginnings() {
        return inverted ? Stream.of(Beginning.ANY) : patterns.stream().map(Wildcard::beginning);
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
