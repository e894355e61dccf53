package io.rolegate.api;

import io.rolegate.identity.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of an answer, or of an object in it, in the order in which they are put. */
public final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    public Fields put(String name, String text) {
        values.put(name, text);
        return this;
    }

    public Fields put(String name, long number) {
        values.put(name, number);
        return this;
    }

    public Fields put(String name, boolean flag) {
        values.put(name, flag);
        return this;
    }

    /** A point in time as {@code YYYY-MM-DDThh:mm:ssZ}; fractions of a second are cut off. */
    public Fields put(String name, Instant time) {
        return put(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** An object within. */
    public Fields put(String name, Fields object) {
        values.put(name, object.toMap());
        return this;
    }

    /** Fields that stand in a map already. */
    public Fields putAll(Map<String, Object> fields) {
        values.putAll(fields);
        return this;
    }

    /** A list, wrapped twice: {@code {"Users":{"User":[…]}}}. */
    public Fields list(String plural, String singular, List<Fields> items) {
        values.put(plural, Map.of(singular, items.stream().map(Fields::toMap).toList()));
        return this;
    }

    /** A list of bare texts, wrapped twice. */
    public Fields texts(String plural, String singular, List<String> items) {
        values.put(plural, Map.of(singular, List.copyOf(items)));
        return this;
    }

    /** A page of a list, wrapped twice, with IsTruncated and, where there is more, Marker. */
    public <T> Fields page(String plural, String singular, Page<T> page, Function<T, Fields> describe) {
        list(plural, singular, page.items().stream().map(describe).toList());
        return Paging.describe(this, page.nextMarker());
    }

    /**
     * A list that the older SDKs don't know to come in pages: whole, unless a page was asked for.
     *
     * @param key what pages are ordered by; no two items share it
     */
    public <T> Fields wholeOrPage(
            String plural,
            String singular,
            List<T> items,
            Optional<Page.Request> asked,
            Function<T, String> key,
            Function<T, Fields> describe) {
        return asked.isPresent()
                ? page(plural, singular, Paging.cut(items, asked.get(), key), describe)
                : list(plural, singular, items.stream().map(describe).toList());
    }

    /** A copy of the fields so far. */
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(values);
    }

    /** The answer of these fields. */
    public Answer toAnswer() {
        return Answer.of(values);
    }
}
