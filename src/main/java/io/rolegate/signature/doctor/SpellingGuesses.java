package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.doctor.Cause.Kind;
import io.rolegate.signature.doctor.Spelling.Escapes;
import io.rolegate.signature.doctor.Spelling.Habit;
import io.rolegate.signature.doctor.Spelling.Mark;
import io.rolegate.signature.doctor.Spelling.Order;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Guesses at a client that writes the string to sign, or takes the HMAC, in another way than the gateway. */
final class SpellingGuesses {
    private SpellingGuesses() {}

    /** The guesses that begin with a given one, the likely ones first. */
    static List<Attempt> from(Attempt attempt) {
        List<Attempt> guesses = new ArrayList<>();
        addKeys(guesses, attempt);
        addMarks(guesses, attempt);
        addHabits(guesses, attempt);
        addEscapes(guesses, attempt);
        addOrders(guesses, attempt);
        addDialects(guesses, attempt);
        return guesses;
    }

    private static void addKeys(List<Attempt> guesses, Attempt attempt) {
        guesses.add(attempt.with(
                attempt.text() == Dialect.RPC
                        ? Cause.of(Kind.AMPERSAND_MISSING, "The client takes the HMAC with the bare secret.")
                        : Cause.of(Kind.AMPERSAND_TOO_MUCH, "The client puts an ampersand behind the secret."),
                Attempt.Ampersand.OTHERWISE));
        Cause blanks =
                Cause.of(Kind.SECRET_WITH_BLANKS, "Client and given secret differ by blanks, line ends or quotes.");
        for (Known.Key other : trimmedAndPadded(attempt.secret())) {
            guesses.add(attempt.with(blanks, other));
        }
    }

    private static List<Known.Key> trimmedAndPadded(Known.Key secret) {
        String text = new String(secret.bytes(), StandardCharsets.UTF_8);
        Set<String> others = new LinkedHashSet<>();
        String bare = text.strip();
        others.add(bare);
        if (bare.length() > 2 && (bare.startsWith("\"") || bare.startsWith("'"))) {
            others.add(bare.substring(1, bare.length() - 1));
        }
        for (String end : List.of("\n", "\r\n", "\r", " ")) {
            others.add(bare + end);
        }
        others.add(" " + bare);
        others.add('"' + bare + '"');
        others.remove(text);
        others.remove("");
        return others.stream()
                .map(other -> new Known.Key(other.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Every set of characters that occur and may be treated otherwise, small sets first. */
    private static void addMarks(List<Attempt> guesses, Attempt attempt) {
        Spelling strict = attempt.spelling();
        if (strict.escapes() != Escapes.STRICT) {
            return;
        }
        for (Set<Mark> set : sets(occurring(attempt.recording()))) {
            for (Spelling marked : List.of(strict.with(set), strict.with(set).with(Habit.MARKS_TWICE))) {
                Attempt guess = attempt;
                for (Mark mark : set) {
                    guess = guess.with(cause(mark), marked);
                }
                guesses.add(guess);
            }
        }
    }

    private static Cause cause(Mark mark) {
        return switch (mark) {
            case SPACE_AS_PLUS -> Cause.of(Kind.ENCODING_OF_SPACE, "The client signs a space as '+'.");
            case ASTERISK_RAW -> Cause.of(Kind.ENCODING_OF_ASTERISK, "The client signs '*' as it is.");
            case TILDE_ESCAPED -> Cause.of(Kind.ENCODING_OF_TILDE, "The client signs '~' as %7E.");
        };
    }

    private static Set<Mark> occurring(Recording recording) {
        Set<Mark> occurring = EnumSet.noneOf(Mark.class);
        for (Parameters.One parameter : Parameters.of(recording, true).all()) {
            String text = parameter.name() + parameter.value();
            for (Mark mark : Mark.values()) {
                if (text.indexOf(mark.character()) >= 0) {
                    occurring.add(mark);
                }
            }
        }
        return occurring;
    }

    private static List<Set<Mark>> sets(Set<Mark> marks) {
        List<Set<Mark>> sets = new ArrayList<>(List.of(EnumSet.noneOf(Mark.class)));
        for (Mark mark : marks) {
            for (Set<Mark> smaller : List.copyOf(sets)) {
                Set<Mark> larger = EnumSet.of(mark);
                larger.addAll(smaller);
                sets.add(larger);
            }
        }
        sets.remove(0);
        sets.sort(Comparator.comparingInt(Set::size));
        return sets;
    }

    private static void addHabits(List<Attempt> guesses, Attempt attempt) {
        Map<Habit, Cause> habits = Map.of(
                Habit.EMPTY_OMITTED,
                        Cause.of(Kind.EMPTY_OMITTED, "The client does not sign parameters with an empty value."),
                Habit.EMPTY_BARE,
                        Cause.of(
                                Kind.CANONICAL_FORM,
                                "The client signs a parameter with an empty value without its '='."),
                Habit.NO_BLANK_LINE,
                        Cause.of(
                                Kind.CANONICAL_FORM,
                                "The client leaves out the empty line behind the canonical headers."),
                Habit.UNHASHED,
                        Cause.of(
                                Kind.CANONICAL_FORM,
                                "The client signs the canonical request itself instead of its hash."),
                Habit.PATH_DECODED, Cause.of(Kind.CANONICAL_FORM, "The client signs the path or target decoded."),
                Habit.ABSENT_LINES_OMITTED,
                        Cause.of(Kind.CANONICAL_FORM, "The client leaves out the lines of absent headers."));
        for (Habit habit : Habit.values()) {
            Cause cause = habits.get(habit);
            if (cause != null) {
                guesses.add(attempt.with(cause, attempt.spelling().with(habit)));
            }
        }
    }

    private static void addEscapes(List<Attempt> guesses, Attempt attempt) {
        Map<Escapes, String> escapes = Map.of(
                Escapes.STRICT, "The client signs parameters escaped, where they are signed decoded.",
                Escapes.LOWER_CASE_HEX, "The client escapes in lower-case hex.",
                Escapes.TWICE, "The client escapes parameters once too often.",
                Escapes.NONE, "The client signs parameters decoded.",
                Escapes.AS_SENT, "The client signs the query as it sends it, neither escaped anew nor sorted.");
        for (Escapes other : Escapes.values()) {
            if (other != attempt.spelling().escapes()) {
                guesses.add(attempt.with(
                        Cause.of(Kind.OTHER_ENCODING, escapes.getOrDefault(other, "")),
                        attempt.spelling().with(other)));
            }
        }
    }

    private static void addOrders(List<Attempt> guesses, Attempt attempt) {
        guesses.add(attempt.with(
                Cause.of(Kind.PARAMETERS_UNSORTED, "The client does not sort the parameters."),
                attempt.spelling().with(Order.AS_SENT)));
        guesses.add(attempt.with(
                Cause.of(Kind.PARAMETERS_UNSORTED, "The client sorts the parameters ignoring case."),
                attempt.spelling().with(Order.IGNORING_CASE)));
    }

    private static void addDialects(List<Attempt> guesses, Attempt attempt) {
        for (Dialect other : Dialect.values()) {
            if (other != attempt.text()) {
                guesses.add(attempt.with(
                        Cause.of(
                                Kind.WRONG_DIALECT,
                                "The client signs as " + other + ", but announces " + attempt.text() + "."),
                        other));
            }
        }
    }
}
