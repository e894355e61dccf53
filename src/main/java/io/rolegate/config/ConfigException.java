package io.rolegate.config;

/** A configuration that can't be used; the message names source, line where there is one, key and what was expected. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param where the file with its line, the variable or the option
     * @param key the dotted key, empty for none
     */
    public ConfigException(String where, String key, String problem) {
        super(where + ": " + (key.isEmpty() ? "" : key + ": ") + problem, null, false, false);
    }
}
