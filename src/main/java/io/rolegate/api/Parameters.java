package io.rolegate.api;

import java.util.Map;
import java.util.Optional;

/** The parameters of an RPC call, by exact name. Readers fail with {@link ApiException} that names the parameter. */
public final class Parameters {
    private final Map<String, String> values;

    public Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The text as sent, or empty where the parameter is absent or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The text as sent; {@code MissingParameter} where it is absent or empty. */
    public String require(String name) {
        return text(name)
                .orElseThrow(
                        () -> new ApiException(ErrorCode.MISSING_PARAMETER, "The parameter " + name + " is required."));
    }
}
