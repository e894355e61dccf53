package io.rolegate.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of an RPC call, by exact name. Readers fail with {@link ApiException} that names the parameter and what was
 * expected; the value itself is never repeated. An empty value counts as absent, save for {@link #sent}.
 */
public final class Parameters {
    private static final int LONGEST_NUMBER = 10;

    private final Map<String, String> values;

    public Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The text as sent, or empty where the parameter is absent or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The text, if it is there, obeying {@code rule}. */
    public Optional<String> text(String name, TextRule rule) {
        return text(name).map(value -> rule.check(name, value));
    }

    /** The text as sent; {@code MissingParameter} where it is absent or empty. */
    public String require(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** The text, obeying {@code rule}; {@code MissingParameter} where it is absent or empty. */
    public String require(String name, TextRule rule) {
        return rule.check(name, require(name));
    }

    /** The text where the parameter was sent at all, even empty: for updates, where empty text clears a field. */
    public Optional<String> sent(String name, TextRule rule) {
        return Optional.ofNullable(values.get(name)).map(value -> value.isEmpty() ? value : rule.check(name, value));
    }

    /** A whole number from {@code min} to {@code max}, both not negative; {@code InvalidParameter.<Name>} otherwise. */
    public OptionalInt number(String name, int min, int max) {
        return number(name, name, min, max);
    }

    private OptionalInt number(String name, String suffix, int min, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String digits = text.get();
        boolean number = digits.length() <= LONGEST_NUMBER && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = number ? Long.parseLong(digits) : -1;
        if (value < min || value > max) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    suffix,
                    "The parameter " + name + " must be a whole number from " + min + " to " + max + ".");
        }
        return OptionalInt.of((int) value);
    }

    /** As {@link #number}, but {@code InvalidParameter.<Name>.Range} where it is none of these. */
    public OptionalInt range(String name, int min, int max) {
        return number(name, name + ".Range", min, max);
    }

    /** {@code true} or {@code false}, ignoring ASCII case; {@code InvalidParameter.<Name>} otherwise. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> {
            if (value.equalsIgnoreCase("true")) {
                return true;
            }
            if (value.equalsIgnoreCase("false")) {
                return false;
            }
            throw invalid(name, "must be true or false");
        });
    }

    /** One of {@code choices} by its name in requests; {@code InvalidParameter.<Name>} otherwise. */
    public <T> Optional<T> choice(String name, T[] choices, Function<T, String> wireName) {
        return text(name).map(value -> Arrays.stream(choices)
                .filter(choice -> wireName.apply(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> invalid(
                        name,
                        "must be one of " + Arrays.stream(choices).map(wireName).collect(Collectors.joining(", ")))));
    }

    /** As {@link #choice}, but {@code MissingParameter} where it is absent or empty. */
    public <T> T requireChoice(String name, T[] choices, Function<T, String> wireName) {
        return choice(name, choices, wireName).orElseThrow(() -> missing(name));
    }

    /** The refusal of a parameter that is needed and not there. */
    public static ApiException missing(String name) {
        return new ApiException(ErrorCode.MISSING_PARAMETER, "The parameter " + name + " is required.");
    }

    /**
     * The refusal of a parameter: {@code InvalidParameter.<Name>}.
     *
     * @param expected continues "The parameter X …", without a full stop
     */
    public static ApiException invalid(String name, String expected) {
        return new ApiException(ErrorCode.INVALID_PARAMETER, name, "The parameter " + name + " " + expected + ".");
    }
}
