package io.rolegate.config;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configuration that can't be used; the message has a line for each finding. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    /** A configuration in which one thing is wrong. */
    public ConfigException(String where, String key, String problem) {
        this(List.of(new Finding(where, key, problem)));
    }

    /** A configuration in which all of this is wrong. */
    public ConfigException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")), null, false, false);
        this.findings = List.copyOf(findings);
    }

    /** What is wrong. */
    public List<Finding> findings() {
        return findings;
    }

    /** Reads one part of a file: what is wrong with it is added to the findings, so that the other parts are read too. */
    static <T> @Nullable T collecting(List<Finding> findings, Supplier<T> part) {
        try {
            return part.get();
        } catch (ConfigException e) {
            findings.addAll(e.findings());
            return null;
        }
    }
}
