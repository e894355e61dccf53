package io.rolegate.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Settings by dotted key, from options, environment variables, a command's own presets and a YAML file, the first of them
 * winning (design, section 10). The variable of {@code limits.formBytes} is {@code ROLEGATE_LIMITS_FORM_BYTES}.
 */
final class SettingSources {
    private static final String PREFIX = "ROLEGATE_";

    private final Map<String, Value> file = new HashMap<>();
    private final Map<String, String> environment;
    private final Map<String, String> options;
    private final Map<String, String> presets;
    private final Set<String> known = new TreeSet<>();

    private record Value(String text, String where) {}

    SettingSources(
            YamlMap yaml, Map<String, String> environment, Map<String, String> options, Map<String, String> presets) {
        this.environment = environment;
        this.options = options;
        this.presets = presets;
        flatten("", yaml);
    }

    private void flatten(String prefix, YamlMap yaml) {
        for (String key : yaml.keys()) {
            if (yaml.isMap(key)) {
                flatten(prefix + key + ".", yaml.map(key));
            } else {
                yaml.text(key).ifPresent(text -> file.put(prefix + key, new Value(text, yaml.where(key))));
            }
        }
    }

    Optional<String> text(String key) {
        return value(key).map(Value::text);
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    int integer(String key, int otherwise, int least, int most) {
        return Math.toIntExact(number(key, otherwise, least, most));
    }

    long number(String key, long otherwise, long least, long most) {
        return parsed(key, "a whole number from " + least + " to " + most, text -> {
                    long number = Long.parseLong(text.strip());
                    if (number < least || number > most) {
                        throw new IllegalArgumentException();
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    Duration seconds(String key, Duration otherwise, Duration most) {
        return Duration.ofSeconds(number(key, otherwise.toSeconds(), 1, most.toSeconds()));
    }

    <T> T choice(String key, T otherwise, Map<String, T> choices) {
        return parsed(key, "one of " + String.join(", ", new TreeSet<>(choices.keySet())), text -> {
                    T choice = choices.get(text.strip().toLowerCase(Locale.ROOT));
                    if (choice == null) {
                        throw new IllegalArgumentException();
                    }
                    return choice;
                })
                .orElse(otherwise);
    }

    <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        return value(key).map(value -> {
            try {
                return parser.apply(value.text());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(value.where(), key, "expected " + expected + ", not '" + value.text() + "'");
            }
        });
    }

    /** A failure that names where the key was given. */
    ConfigException problem(String key, String problem) {
        return new ConfigException(value(key).map(Value::where).orElse("configuration"), key, problem);
    }

    /** Refuses keys of the file that nobody asked for. */
    void rejectUnknown() {
        file.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new ConfigException(value.where(), key, "is no known key");
            }
        });
    }

    /** Every key asked for so far. */
    Set<String> known() {
        return known;
    }

    static String variable(String key) {
        StringBuilder name = new StringBuilder(PREFIX);
        for (int index = 0; index < key.length(); index++) {
            char c = key.charAt(index);
            if (c == '.') {
                name.append('_');
            } else {
                if (Character.isUpperCase(c)) {
                    name.append('_');
                }
                name.append(Character.toUpperCase(c));
            }
        }
        return name.toString();
    }

    private Optional<Value> value(String key) {
        known.add(key);
        String option = options.get(key);
        if (option != null) {
            return Optional.of(new Value(option, "option"));
        }
        String variable = variable(key);
        String fromEnvironment = environment.get(variable);
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return Optional.of(new Value(fromEnvironment, "environment variable " + variable));
        }
        String preset = presets.get(key);
        return preset == null ? Optional.ofNullable(file.get(key)) : Optional.of(new Value(preset, "preset"));
    }
}
