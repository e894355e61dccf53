package io.rolegate.policy;

import java.util.List;
import java.util.stream.Stream;

/** A pattern of resources, matched segment by segment (ram.md §1.2). */
record ResourcePattern(String text, List<Wildcard> segments) {
    private static final String EVERYTHING = "*";

    static ResourcePattern of(String text) {
        return new ResourcePattern(
                text, Stream.of(ResourceName.split(text)).map(Wildcard::of).toList());
    }

    /** How the relative ids begin of the resources that it matches. */
    Beginning beginning() {
        return segments.size() == ResourceName.SEGMENTS
                ? segments.get(ResourceName.SEGMENTS - 1).beginning()
                : Beginning.ANY;
    }

    boolean matches(ResourceName resource) {
        if (text.equals(EVERYTHING)) {
            return true;
        }
        if (!resource.isComplete()) {
            return false;
        }
        if (segments.size() == ResourceName.SEGMENTS) {
            return matchesFirst(ResourceName.SEGMENTS, resource);
        }
        int last = segments.size() - 1;
        return text.endsWith("*")
                && matchesFirst(last, resource)
                && segments.get(last).matches(resource.from(last));
    }

    /** Whether there is a resource that it matches, judging by its shape and its beginning. */
    boolean canMatch() {
        if (segments.size() == 1) {
            String literal = text.split("[*?]", 2)[0];
            return text.endsWith("*") && "acs:".startsWith(literal);
        }
        return (segments.size() == ResourceName.SEGMENTS || text.endsWith("*"))
                && segments.get(0).matches("acs");
    }

    private boolean matchesFirst(int count, ResourceName resource) {
        for (int i = 0; i < count; i++) {
            if (!segments.get(i).matches(resource.segments().get(i))) {
                return false;
            }
        }
        return true;
    }
}
