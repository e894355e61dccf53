package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a client writes the text that it signs.
 *
 * @param escapes how it escapes parameters
 * @param marks characters that it treats in its own way
 * @param order the order of parameters
 * @param habits further ways of its own
 */
record Spelling(Escapes escapes, Set<Mark> marks, Order order, Set<Habit> habits) {
    /** As the gateway writes it: ROA 1.0 signs decoded text, the others escaped text. */
    static Spelling right(Dialect dialect) {
        return new Spelling(dialect == Dialect.ROA ? Escapes.NONE : Escapes.STRICT, Set.of(), Order.SORTED, Set.of());
    }

    Spelling {
        marks = Set.copyOf(marks);
        habits = Set.copyOf(habits);
    }

    /** How parameters are escaped. */
    enum Escapes {
        STRICT,
        LOWER_CASE_HEX,
        TWICE,
        NONE,
        AS_SENT
    }

    /** Characters that URL encoders of form data treat differently. */
    enum Mark {
        SPACE_AS_PLUS(' '),
        ASTERISK_RAW('*'),
        TILDE_ESCAPED('~');

        private final char character;

        Mark(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    /** The order of parameters. */
    enum Order {
        SORTED,
        IGNORING_CASE,
        AS_SENT
    }

    /** Ways in which clients differ otherwise. */
    enum Habit {
        /** Parameters with an empty value are left out. */
        EMPTY_OMITTED,
        /** An empty value has no equals sign. */
        EMPTY_BARE,
        /** ACS3: no blank line between headers and their names. */
        NO_BLANK_LINE,
        /** ACS3: the canonical request itself is signed, not its hash. */
        UNHASHED,
        /** The path is decoded. */
        PATH_DECODED,
        /** Lines of absent headers are left out rather than empty. */
        ABSENT_LINES_OMITTED,
        /** RPC: the special characters are also treated so when all is escaped once more. */
        MARKS_TWICE
    }

    Spelling with(Escapes other) {
        return new Spelling(other, marks, order, habits);
    }

    Spelling with(Set<Mark> other) {
        return new Spelling(escapes, other, order, habits);
    }

    Spelling with(Order other) {
        return new Spelling(escapes, marks, other, habits);
    }

    Spelling with(Habit habit) {
        Set<Habit> more = EnumSet.of(habit);
        more.addAll(habits);
        return new Spelling(escapes, marks, order, more);
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    String escape(String text) {
        return switch (escapes) {
            case STRICT -> marked(text, marks);
            case LOWER_CASE_HEX -> PathForms.recased(marked(text, marks), false);
            case TWICE -> marked(marked(text, marks), marks);
            case NONE, AS_SENT -> text;
        };
    }

    /** The escape that RPC does of the whole. */
    String escapeAgain(String text) {
        return marked(text, has(Habit.MARKS_TWICE) ? marks : Set.of());
    }

    private static String marked(String text, Set<Mark> marks) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c == ' ' && marks.contains(Mark.SPACE_AS_PLUS)) {
                escaped.append('+');
            } else if (c == '*' ? marks.contains(Mark.ASTERISK_RAW) : isPlain(c) && !isEscapedTilde(c, marks)) {
                escaped.append(c);
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return escaped.toString();
    }

    private static boolean isEscapedTilde(char c, Set<Mark> marks) {
        return c == '~' && marks.contains(Mark.TILDE_ESCAPED);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0;
    }
}
