package io.rolegate.policy;

import java.util.List;

/** Resource, or if {@code inverted} NotResource: true where no pattern matches. */
record ResourceMatch(List<ResourcePattern> patterns, boolean inverted) implements Statement.Target {

    ResourceMatch {
        patterns = List.copyOf(patterns);
    }

    @Override
    public boolean covers(Query query) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(query.resource())) {
                return !inverted;
            }
        }
        return inverted;
    }
}
