package io.rolegate.policy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The smallest identity policy that allows what was used: no more than each action on each resource that it was used on, and nothing
 * twice, so that none of its actions and resources can be left out. Only where so many resources don't fit a document, or are more
 * than the caller wants listed, are those under one parent written as a pattern. The same uses give the same document.
 */
public final class LeastPolicy {
    private static final int ARN_PARTS_BEFORE_ID = 4;

    private final SortedMap<String, SortedSet<String>> resources = new TreeMap<>();
    private final SortedSet<String> generalised = new TreeSet<>();

    private LeastPolicy() {}

    /** An action that was allowed on a resource: its ARN, or {@code *} where it has none. */
    public record Use(String action, String resource) {}

    /**
     * The policy for {@code uses}; those that need no permission are left out.
     *
     * @param mostSiblings how many resources under one parent an action lists before they are written as a pattern
     * @param maxCharacters how long the document may be
     */
    public static LeastPolicy of(Collection<Use> uses, int mostSiblings, int maxCharacters) {
        LeastPolicy policy = new LeastPolicy();
        for (Use use : uses) {
            if (!StsActions.needsNoPermission(use.action())) {
                policy.resources
                        .computeIfAbsent(use.action(), action -> new TreeSet<>())
                        .add(use.resource());
            }
        }
        policy.resources.values().forEach(LeastPolicy::reduce);
        policy.shorten(mostSiblings);
        policy.fit(maxCharacters);
        return policy;
    }

    /** Leaves out what another of the resources covers, read as a pattern. */
    private static void reduce(SortedSet<String> patterns) {
        List<ResourcePattern> wild = patterns.stream()
                .filter(text -> text.indexOf('*') >= 0 || text.indexOf('?') >= 0)
                .map(ResourcePattern::of)
                .toList();
        for (ResourcePattern pattern : wild) {
            if (patterns.contains(pattern.text())) {
                patterns.removeIf(text -> !text.equals(pattern.text()) && pattern.matches(ResourceName.of(text)));
            }
        }
    }

    private void shorten(int mostSiblings) {
        for (SortedSet<String> patterns : resources.values()) {
            Map<String, Long> siblings = patterns.stream()
                    .filter(text -> !parent(text).isEmpty())
                    .collect(Collectors.groupingBy(LeastPolicy::parent, TreeMap::new, Collectors.counting()));
            siblings.forEach((parent, count) -> {
                if (count > mostSiblings) {
                    generalise(patterns, parent);
                }
            });
        }
    }

    /** Writes the largest families as patterns, one after the other, until the document is short enough or none is left. */
    private void fit(int maxCharacters) {
        while (length() > maxCharacters) {
            Map<String, Long> families = resources.values().stream()
                    .flatMap(Collection::stream)
                    .filter(text -> !parent(text).isEmpty())
                    .collect(Collectors.groupingBy(LeastPolicy::parent, TreeMap::new, Collectors.counting()));
            if (families.isEmpty()) {
                return;
            }
            String largest = families.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(entry -> entry.getKey().length())
                            .thenComparing(Map.Entry::getKey))
                    .orElseThrow()
                    .getKey();
            resources.values().forEach(patterns -> generalise(patterns, largest));
        }
    }

    private void generalise(SortedSet<String> patterns, String parent) {
        if (patterns.removeIf(text -> parent(text).equals(parent))) {
            patterns.add(parent + "*");
            generalised.add(parent + "*");
            reduce(patterns);
        }
    }

    /** What a resource shares with its siblings: up to the last slash within its relative id, or else up to that id; empty above. */
    private static String parent(String resource) {
        int id = 0;
        for (int part = 0; part < ARN_PARTS_BEFORE_ID; part++) {
            id = resource.indexOf(':', id) + 1;
            if (id == 0) {
                return "";
            }
        }
        String written = resource.endsWith("*") ? resource.substring(0, resource.length() - 1) : resource;
        if (written.length() <= id) {
            return "";
        }
        int slash = written.lastIndexOf('/', written.length() - (resource.endsWith("*") ? 2 : 1));
        return written.substring(0, slash < id ? id : slash + 1);
    }

    /** Whether nothing was used that needs a permission, so that there is no document. */
    public boolean isEmpty() {
        return resources.isEmpty();
    }

    /** The patterns that stand for more than was used, in order; none where the document is exact. */
    public List<String> generalised() {
        return generalised.stream()
                .filter(pattern -> resources.values().stream().anyMatch(patterns -> patterns.contains(pattern)))
                .toList();
    }

    private int length() {
        String document = json();
        return document.codePointCount(0, document.length());
    }

    /** The document, a line for each statement. */
    public String json() {
        List<String> byResources = statements(byResources());
        List<String> byActions = statements(byActions());
        List<String> shorter = length(byActions) < length(byResources) ? byActions : byResources;
        return "{\"Version\":\"1\",\"Statement\":[\n" + String.join(",\n", shorter) + "\n]}";
    }

    private static int length(List<String> statements) {
        return statements.stream().mapToInt(statement -> statement.length() + 2).sum();
    }

    private record Grant(SortedSet<String> actions, SortedSet<String> resources) {}

    /** Actions that were used on the same resources share a statement. */
    private List<Grant> byResources() {
        Map<SortedSet<String>, SortedSet<String>> actions = new TreeMap<>(Comparator.comparing(Object::toString));
        resources.forEach((action, patterns) ->
                actions.computeIfAbsent(patterns, same -> new TreeSet<>()).add(action));
        List<Grant> grants = new ArrayList<>();
        actions.forEach((patterns, shared) -> grants.add(new Grant(shared, patterns)));
        return grants;
    }

    /** Resources that the same actions were used on share a statement. */
    private List<Grant> byActions() {
        Map<String, SortedSet<String>> actions = new TreeMap<>();
        resources.forEach((action, patterns) -> patterns.forEach(pattern ->
                actions.computeIfAbsent(pattern, same -> new TreeSet<>()).add(action)));
        Map<SortedSet<String>, SortedSet<String>> shared = new TreeMap<>(Comparator.comparing(Object::toString));
        actions.forEach((pattern, used) ->
                shared.computeIfAbsent(used, same -> new TreeSet<>()).add(pattern));
        List<Grant> grants = new ArrayList<>();
        shared.forEach((used, patterns) -> grants.add(new Grant(used, patterns)));
        return grants;
    }

    private static List<String> statements(List<Grant> grants) {
        return grants.stream()
                .sorted(Comparator.comparing((Grant grant) -> grant.actions().first())
                        .thenComparing(grant -> grant.resources().first()))
                .map(grant -> "{\"Effect\":\"Allow\",\"Action\":" + texts(grant.actions()) + ",\"Resource\":"
                        + texts(grant.resources()) + "}")
                .toList();
    }

    private static String texts(SortedSet<String> texts) {
        String list = texts.stream().map(LeastPolicy::quoted).collect(Collectors.joining(","));
        return texts.size() == 1 ? list : "[" + list + "]";
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
