package io.rolegate.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request headers in wire order, immutable. Names are lower-cased once; blanks and tabs around values are dropped, as
 * they are no part of a value (RFC 9110 5.5).
 */
public final class HeaderList {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = tokenCharacters();

    private final String[] names;
    private final String[] values;
    private final boolean wellFormed;
    private final @Nullable List<String> repeated;

    private HeaderList(Builder builder) {
        this.names = Arrays.copyOf(builder.names, builder.size);
        this.values = Arrays.copyOf(builder.values, builder.size);
        this.wellFormed = builder.wellFormed;
        this.repeated = builder.repeated == null ? null : List.copyOf(builder.repeated);
    }

    /** A list of the given name and value pairs, in their order. */
    public static HeaderList of(List<Map.Entry<String, String>> entries) {
        Builder builder = builder();
        for (Map.Entry<String, String> entry : entries) {
            builder.add(entry.getKey(), entry.getValue());
        }
        return builder.build();
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Number of header lines. */
    public int size() {
        return names.length;
    }

    /** Lower-case name of the header line at the index. */
    public String name(int index) {
        return names[index];
    }

    /** Value of the header line at the index. */
    public String value(int index) {
        return values[index];
    }

    /** Value of the first line with this lower-case name, or null. */
    public @Nullable String first(String lowerCaseName) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(lowerCaseName)) {
                return values[i];
            }
        }
        return null;
    }

    /** How many lines have this lower-case name. */
    public int count(String lowerCaseName) {
        int count = 0;
        for (String name : names) {
            if (name.equals(lowerCaseName)) {
                count++;
            }
        }
        return count;
    }

    /** Names that occur more than once. */
    List<String> repeatedNames() {
        return repeated == null ? List.of() : repeated;
    }

    /** Whether every name is a token and every value is of bytes other than control characters, tabs apart. */
    boolean isWellFormed() {
        return wellFormed;
    }

    /** First line whose name is {@code text[start, end)}, or -1. */
    int indexOf(String text, int start, int end) {
        int length = end - start;
        for (int i = 0; i < names.length; i++) {
            if (names[i].length() == length && text.startsWith(names[i], start)) {
                return i;
            }
        }
        return -1;
    }

    /** Indexes of the lines whose names start with the prefix, sorted by name. */
    int[] sortedIndexes(String prefix) {
        int[] found = new int[names.length];
        int count = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith(prefix)) {
                int at = count++;
                while (at > 0 && names[found[at - 1]].compareTo(names[i]) > 0) {
                    found[at] = found[at - 1];
                    at--;
                }
                found[at] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Names only: values may hold credentials. */
    @Override
    public String toString() {
        return "HeaderList" + Arrays.toString(names);
    }

    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            token[c] = Character.isLetterOrDigit(c);
        }
        for (int i = 0; i < TOKEN_MARKS.length(); i++) {
            token[TOKEN_MARKS.charAt(i)] = true;
        }
        return token;
    }

    /** Collects header lines in wire order. */
    public static final class Builder {

        private String[] names = new String[16];
        private String[] values = new String[16];
        private int size;
        private boolean wellFormed = true;
        // One bit for each length and last character: names whose bit is not set yet need no search.
        private long seen;
        private @Nullable List<String> repeated;

        private Builder() {}

        /** Adds one line. A malformed name or value is kept and later refused by {@link CallView#read}. */
        public Builder add(String name, String value) {
            String lower = lowerCase(name);
            String bare = withoutOuterBlanks(value);
            noteIfRepeated(lower);
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            names[size] = lower;
            values[size++] = bare;
            return this;
        }

        /** The list of what was added so far. */
        public HeaderList build() {
            return new HeaderList(this);
        }

        private void noteIfRepeated(String name) {
            long bit = 1L << (name.isEmpty() ? 0 : 7 * name.length() + name.charAt(name.length() - 1));
            boolean perhaps = (seen & bit) != 0;
            seen |= bit;
            for (int i = 0; perhaps && i < size; i++) {
                if (names[i].equals(name)) {
                    repeated = repeated == null ? new ArrayList<>() : repeated;
                    repeated.add(name);
                    return;
                }
            }
        }

        private String lowerCase(String name) {
            boolean upper = false;
            boolean token = !name.isEmpty();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                upper |= c >= 'A' && c <= 'Z';
                token &= c < 128 && TOKEN[c];
            }
            wellFormed &= token;
            return upper ? asciiLowerCase(name) : name;
        }

        private static String asciiLowerCase(String name) {
            char[] lower = name.toCharArray();
            for (int i = 0; i < lower.length; i++) {
                if (lower[i] >= 'A' && lower[i] <= 'Z') {
                    lower[i] = (char) (lower[i] + 'a' - 'A');
                }
            }
            return new String(lower);
        }

        private String withoutOuterBlanks(String value) {
            int start = 0;
            int end = value.length();
            boolean printable = true;
            for (int i = 0; i < end; i++) {
                char c = value.charAt(i);
                printable &= c < 256 && (c >= ' ' || c == '\t') && c != 0x7F;
            }
            wellFormed &= printable;
            while (start < end && isBlank(value.charAt(start))) {
                start++;
            }
            while (end > start && isBlank(value.charAt(end - 1))) {
                end--;
            }
            return value.substring(start, end);
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
