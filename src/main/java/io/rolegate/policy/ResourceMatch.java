package io.rolegate.policy;

import java.util.List;
import java.util.stream.Stream;

/** Resource, or if {@code inverted} NotResource: true where no pattern matches. */
record ResourceMatch(List<ResourcePattern> patterns, boolean inverted) implements Statement.Target {

    ResourceMatch {
        patterns = List.copyOf(patterns);
    }

    @Override
    public Stream<Beginning> beginnings() {
        return inverted ? Stream.of(Beginning.ANY) : patterns.stream().map(ResourcePattern::beginning);
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

    @Override
    public Obstacle obstacle() {
        return new Obstacle.Resource(
                inverted ? "NotResource" : "Resource",
                patterns.stream().map(ResourcePattern::text).toList());
    }
}
