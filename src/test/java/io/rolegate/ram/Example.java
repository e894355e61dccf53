package io.rolegate.ram;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of an operation in a {@link World}. Values that begin with {@code $} stand for what {@link World#resolve} tells.
 *
 * @param version of the identity API, null for RAM's own
 * @param as the user who calls, null for the account's owner
 * @param resources what the caller must be allowed on, relative to the account; null where nobody cares
 * @param refusal status and code, null where the call succeeds
 */
public record Example(
        @Nullable String version,
        String operation,
        @Nullable String as,
        Map<String, String> parameters,
        @Nullable List<String> resources,
        @Nullable String refusal) {

    /** Every operation once, in an order in which each succeeds after the ones before. */
    public static List<Example> operations() {
        return read("/ram-operations.jsonl");
    }

    /** Calls that are refused, and how. */
    public static List<Example> refusals() {
        return read("/ram-refusals.jsonl");
    }

    private static List<Example> read(String resource) {
        Gson gson = new Gson();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(Example.class.getResourceAsStream(resource)), UTF_8))) {
            return lines.lines().map(line -> gson.fromJson(line, Example.class)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
