package io.rolegate.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param where the file with its line, the variable or the option
 * @param key the dotted key, empty for none
 * @param problem what was expected
 */
public record Finding(String where, String key, String problem) {
    @Override
    public String toString() {
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + problem;
    }
}
