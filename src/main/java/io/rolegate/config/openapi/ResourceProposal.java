package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proposes on what an operation needs its permission: {@code pets/{petId}} for what a path names, {@code pets/*} for a list or
 * something new in it.
 */
final class ResourceProposal {
    private final String service;
    private final Set<String> collections = new HashSet<>();

    /** @param paths every path of the document: what is followed by a variable in one of them is a collection */
    ResourceProposal(String service, List<String> paths) {
        this.service = service;
        for (String path : paths) {
            List<String> segments = segments(path);
            for (int index = 1; index < segments.size(); index++) {
                if (isVariable(segments.get(index)) && !isVariable(segments.get(index - 1))) {
                    collections.add(shape(segments.subList(0, index)));
                }
            }
        }
    }

    /** The ARN's template; variables are those of the path. */
    String of(String path) {
        List<String> segments = segments(path);
        return "acs:" + service + ":{region}:{account}:" + what(segments);
    }

    private String what(List<String> segments) {
        if (segments.isEmpty()) {
            return "*";
        }
        if (isVariable(segments.get(segments.size() - 1))) {
            return String.join("/", segments);
        }
        if (collections.contains(shape(segments))) {
            return String.join("/", segments) + "/*";
        }
        int last = segments.size() - 1;
        while (last >= 0 && !isVariable(segments.get(last))) {
            last--;
        }
        // A verb behind what it is done to, or a thing that there is one of.
        return String.join("/", last < 0 ? segments : segments.subList(0, last + 1));
    }

    /** Without what most paths begin with: api, v1 and the like. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/")));
        segments.removeIf(String::isEmpty);
        while (segments.size() > 1 && segments.get(0).matches("api|rest|v[0-9][0-9.]*")) {
            segments.remove(0);
        }
        return segments;
    }

    private static String shape(List<String> segments) {
        return String.join(
                "/",
                segments.stream()
                        .map(segment -> isVariable(segment) ? "{}" : segment)
                        .toList());
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
