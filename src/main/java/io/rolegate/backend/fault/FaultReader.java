package io.rolegate.backend.fault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a fault's definition. Its {@link IllegalArgumentException}s name the field that is wrong. */
final class FaultReader {
    private static final int MAX_DELAY_MILLIS = 600_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_COUNT = 1_000_000;
    private static final Set<String> COMMON =
            Set.of("effect", "methods", "path", "probability", "count", "when", "delayMillis");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern PATH = Pattern.compile("/|(/(\\*|[A-Za-z0-9._~-]+))*(/\\*\\*)?");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,64}");

    /** What goes wrong, as it is called in a definition. */
    private enum Kind {
        DELAY,
        ERROR,
        RESET,
        HANG,
        TRUNCATE,
        SLOW;

        /** The fields that it alone has. */
        Set<String> fields() {
            return switch (this) {
                case DELAY, HANG -> Set.of();
                case ERROR -> Set.of("status", "code", "message", "retryAfterSeconds");
                case RESET, TRUNCATE -> Set.of("afterBytes");
                case SLOW -> Set.of("bytesPerSecond");
            };
        }

        /** Whether it happens to answers only. */
        boolean spoilsAnswers() {
            return this == TRUNCATE || this == SLOW;
        }
    }

    private final JsonObject json;

    private FaultReader(JsonObject json) {
        this.json = json;
    }

    static Fault read(JsonObject definition) {
        return new FaultReader(definition).fault();
    }

    private Fault fault() {
        Kind kind = kind();
        Set<String> unknown = new HashSet<>(json.fieldNames());
        unknown.removeAll(COMMON);
        unknown.removeAll(kind.fields());
        if (!unknown.isEmpty()) {
            throw wrong(unknown.iterator().next(), "no field of this effect");
        }
        return new Fault(
                methods(),
                path(),
                probability(),
                number("count", 1, MAX_COUNT).orElse(Fault.UNLIMITED),
                afterOperation(kind),
                Duration.ofMillis(delayMillis(kind)),
                effect(kind));
    }

    private Kind kind() {
        String name = text("effect");
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw wrong("effect", "expected delay, error, reset, hang, truncate or slow");
    }

    private Effect effect(Kind kind) {
        return switch (kind) {
            case DELAY -> new Effect.None();
            case ERROR -> new Effect.Refusal(error());
            case RESET -> new Effect.Cut(number("afterBytes", 0, MAX_BYTES).orElse(0), true);
            case HANG -> new Effect.Hang();
            case TRUNCATE -> new Effect.Cut(boxed(number("afterBytes", 0, MAX_BYTES)), false);
            case SLOW ->
                new Effect.Slow(number("bytesPerSecond", 1, MAX_BYTES)
                        .orElseThrow(() -> wrong("bytesPerSecond", "required for a slow body")));
        };
    }

    private InjectedError error() {
        String code = text("code");
        if (code != null && !CODE.matcher(code).matches()) {
            throw wrong("code", "expected 1 to 64 letters, digits and dots");
        }
        String message = text("message");
        return new InjectedError(
                number("status", 400, 599).orElse(500),
                code == null ? "InternalError" : code,
                message == null ? "A fault that was asked for" : message,
                number("retryAfterSeconds", 0, 3600));
    }

    private boolean afterOperation(Kind kind) {
        String when = text("when");
        if (when != null && !when.equals("before") && !when.equals("after")) {
            throw wrong("when", "expected before or after");
        }
        if (kind.spoilsAnswers() && "before".equals(when)) {
            throw wrong("when", "this effect needs an answer, so it comes after the operation");
        }
        boolean partial = number("afterBytes", 0, MAX_BYTES).orElse(0) > 0;
        if (partial && "before".equals(when)) {
            throw wrong("afterBytes", "there is no answer before the operation");
        }
        return kind.spoilsAnswers() || partial || "after".equals(when);
    }

    private int delayMillis(Kind kind) {
        OptionalInt delay = number("delayMillis", 0, MAX_DELAY_MILLIS);
        if (kind == Kind.DELAY && delay.orElse(0) == 0) {
            throw wrong("delayMillis", "required for a delay");
        }
        return delay.orElse(0);
    }

    private Set<String> methods() {
        Object value = json.getValue("methods");
        if (value == null) {
            return Set.of();
        }
        List<String> methods = new ArrayList<>();
        if (value instanceof JsonArray list) {
            for (Object item : list) {
                if (!(item instanceof String method) || !METHOD.matcher(method).matches()) {
                    throw wrong("methods", "expected a list of HTTP methods in capital letters");
                }
                methods.add(method);
            }
            return Set.copyOf(methods);
        }
        throw wrong("methods", "expected a list of HTTP methods in capital letters");
    }

    private PathPattern path() {
        String pattern = text("path");
        if (pattern == null) {
            return PathPattern.ANY;
        }
        if (pattern.isEmpty() || !PATH.matcher(pattern).matches()) {
            throw wrong("path", "expected a path in which * stands for a segment and a final ** for any rest");
        }
        return new PathPattern(pattern);
    }

    private double probability() {
        Object value = json.getValue("probability");
        if (value == null) {
            return 1;
        }
        if (!(value instanceof Number number) || !(number.doubleValue() > 0 && number.doubleValue() <= 1)) {
            throw wrong("probability", "expected a number above 0, at most 1");
        }
        return number.doubleValue();
    }

    private OptionalInt number(String field, int min, int max) {
        Object value = json.getValue(field);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Integer number) || number < min || number > max) {
            throw wrong(field, "expected a whole number from " + min + " to " + max);
        }
        return OptionalInt.of(number);
    }

    private @Nullable String text(String field) {
        Object value = json.getValue(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > 256) {
            throw wrong(field, "expected a text of at most 256 characters");
        }
        return text;
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static IllegalArgumentException wrong(String field, String why) {
        return new IllegalArgumentException(field + ": " + why);
    }
}
