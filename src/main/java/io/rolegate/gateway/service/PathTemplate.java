package io.rolegate.gateway.service;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A path with variables, each a whole segment, for example {@code /queues/{queue}/messages}. Immutable. */
public final class PathTemplate {
    private static final int MAX_SEGMENTS = 32;
    private static final String RESERVED = "!$&'()*+,=:@";

    private final String text;
    private final List<Segment> segments;
    private final int literals;
    private final boolean canonical;

    private PathTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
        this.literals =
                (int) segments.stream().filter(segment -> !segment.isVariable()).count();
        this.canonical = segments.stream()
                .allMatch(segment -> segment.isVariable() || segment.written().equals(segment.text()));
    }

    /**
     * A part between slashes.
     *
     * @param text a literal in the spelling of {@link CanonicalPath}, or a variable's name
     * @param written as the template has it
     */
    record Segment(String text, boolean isVariable, String written) {
        private boolean canBe(Segment other) {
            if (isVariable || other.isVariable) {
                return !(isVariable ? other.text : text).isEmpty();
            }
            return text.equals(other.text);
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException where no request that the gateway takes could have such a path, a variable is no
     *     whole segment or occurs twice
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("expected a path that begins with a slash, not '" + text + "'");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> variables = new LinkedHashSet<>();
        for (int start = 1; start <= text.length() && text.length() > 1; ) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            Segment segment = segment(text, start, end);
            if (segment.isVariable() && !variables.add(segment.text())) {
                throw new IllegalArgumentException("'" + text + "' has the variable {" + segment.text() + "} twice");
            }
            segments.add(segment);
            start = end + 1;
        }
        if (segments.size() > MAX_SEGMENTS) {
            throw new IllegalArgumentException("'" + text + "' has more than " + MAX_SEGMENTS + " segments");
        }
        return new PathTemplate(text, segments);
    }

    private static Segment segment(String text, int start, int end) {
        String segment = text.substring(start, end);
        if (segment.startsWith("{") && segment.endsWith("}") && isName(segment, 1, segment.length() - 1)) {
            return new Segment(segment.substring(1, segment.length() - 1), true, segment);
        }
        if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has '" + segment
                    + "'; a variable is a whole segment, {name} of letters, digits, - and _");
        }
        if (segment.isEmpty() && end < text.length()) {
            throw new IllegalArgumentException("'" + text + "' has an empty segment, which no request may have");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("'" + text + "' has a dot segment, which no request may have");
        }
        for (int index = 0; index < segment.length(); index++) {
            if (!isLiteral(segment, index)) {
                throw new IllegalArgumentException("'" + text + "' has '" + segment.charAt(index)
                        + "', which no request's path may have as it stands; percent-encode it in upper case");
            }
            index += segment.charAt(index) == '%' ? 2 : 0;
        }
        return new Segment(CanonicalPath.of(segment), false, segment);
    }

    private static boolean isName(String text, int start, int end) {
        for (int index = start; index < end; index++) {
            char c = text.charAt(index);
            if (!CanonicalPath.isAlphanumeric(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return start < end;
    }

    private static boolean isLiteral(String segment, int index) {
        char c = segment.charAt(index);
        if (c != '%') {
            return CanonicalPath.isUnreserved(c) || RESERVED.indexOf(c) >= 0;
        }
        if (index + 2 >= segment.length()
                || !isUpperHex(segment.charAt(index + 1))
                || !isUpperHex(segment.charAt(index + 2))) {
            return false;
        }
        int octet = Integer.parseInt(segment, index + 1, index + 3, 16);
        return octet >= ' ' && octet != 0x7F && "/\\;".indexOf(octet) < 0 && !CanonicalPath.isUnreserved(octet);
    }

    private static boolean isUpperHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }

    List<Segment> segments() {
        return segments;
    }

    /** The names of the variables. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        segments.stream().filter(Segment::isVariable).forEach(segment -> names.add(segment.text()));
        return names;
    }

    /** How many segments are literals. */
    int literals() {
        return literals;
    }

    /** Whether one path could fit both. */
    boolean canMeetWith(PathTemplate other) {
        if (segments.size() != other.segments.size()) {
            return false;
        }
        for (int index = 0; index < segments.size(); index++) {
            if (!segments.get(index).canBe(other.segments.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other, which can meet with this, fits every path that this fits. */
    boolean isContainedIn(PathTemplate other) {
        for (int index = 0; index < segments.size(); index++) {
            if (segments.get(index).isVariable() && !other.segments.get(index).isVariable()) {
                return false;
            }
        }
        return true;
    }

    /** A path that is known to fit, canonical but for the literals, which are as the template has them. */
    String spelt(String path) {
        if (canonical) {
            return path;
        }
        StringBuilder spelt = new StringBuilder(path.length());
        int start = 1;
        for (Segment segment : segments) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            spelt.append('/');
            if (segment.isVariable()) {
                spelt.append(path, start, end);
            } else {
                spelt.append(segment.written());
            }
            start = end + 1;
        }
        return spelt.toString();
    }

    /** The variables' values, decoded, of a canonical path that is known to fit. */
    Map<String, String> values(String path) {
        Map.Entry<String, String>[] values = entries(segments.size() - literals);
        int next = 0;
        int start = 1;
        for (Segment segment : segments) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (segment.isVariable()) {
                values[next++] = Map.entry(segment.text(), decoded(path.substring(start, end)));
            }
            start = end + 1;
        }
        return next == 0 ? Map.of() : Map.ofEntries(values);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can't be made otherwise
    private static Map.Entry<String, String>[] entries(int size) {
        return new Map.Entry[size];
    }

    private static String decoded(String segment) {
        return segment.indexOf('%') < 0 ? segment : URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
